package ipc.kernel.face;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.Limit;
import ipc.api.Right;
import ipc.api.SpawnOptions;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.Notification;
import ipc.api.mq.QueueOptions;
import ipc.kernel.process.KernelProcess;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The system-call table of one process: each number leads to the typed face. */
final class NumberedCalls implements Syscalls {
    private final KernelProcess process;
    private final FaceServices services;
    private final Map<Sysno, Call> table = new EnumMap<>(Sysno.class);

    @FunctionalInterface
    private interface Call {
        @Nullable
        Object with(Arguments arguments);
    }

    @FunctionalInterface
    private interface Effect {
        void with(Arguments arguments);
    }

    /** Arguments of a call, cast as they are taken. */
    private record Arguments(Sysno sysno, List<@Nullable Object> values) {
        <T> T get(int index, Class<T> type) {
            Object value = values.get(index);
            if (!type.isInstance(value)) {
                String parameter = sysno.parameters().get(index);
                throw new IpcException(Errno.EINVAL, sysno + " with " + value + " as " + parameter);
            }
            return type.cast(value);
        }

        int number(int index) {
            return get(index, Integer.class);
        }

        @SuppressWarnings("unchecked") // an element of another type fails in the typed face, before anything happens
        <T> List<T> list(int index) {
            return (List<T>) get(index, List.class);
        }

        @SuppressWarnings("unchecked") // as above
        Set<Right> rights(int index) {
            return (Set<Right>) get(index, Set.class);
        }

        @SuppressWarnings("unchecked") // as above
        @Nullable
        Consumer<Notification> notifier(int index) {
            return values.get(index) == null ? null : (Consumer<Notification>) get(index, Consumer.class);
        }
    }

    NumberedCalls(KernelProcess process, FaceServices services) {
        this.process = process;
        this.services = services;
        kernelCalls();
        handleCalls();
        queueCalls();
        loanCalls();
    }

    @Override
    public @Nullable Object call(int number, @Nullable Object... arguments) {
        Sysno sysno = Sysno.of(number)
                .orElseThrow(() -> new IpcException(Errno.ENOSYS, "system call " + number + ", which does not exist"));
        int wanted = sysno.parameters().size();
        if (arguments.length != wanted) {
            throw new IpcException(
                    Errno.EINVAL, sysno + " with " + arguments.length + " arguments, takes " + sysno.parameters());
        }
        return Objects.requireNonNull(table.get(sysno), sysno.name())
                .with(new Arguments(sysno, Arrays.asList(arguments)));
    }

    private void define(Sysno sysno, Call call) {
        table.put(sysno, call);
    }

    private void effect(Sysno sysno, Effect effect) {
        table.put(sysno, arguments -> {
            effect.with(arguments);
            return null;
        });
    }

    private void kernelCalls() {
        Ipc ipc = services.face(process, Ipc.class);
        effect(Sysno.EXIT, a -> ipc.exit(a.number(0)));
        define(
                Sysno.SPAWN,
                a -> ipc.spawn(SpawnOptions.program(a.get(0, String.class)).arguments(a.list(1)))
                        .pid());
        define(Sysno.WAIT, a -> ipc.waitFor(a.number(0), a.get(1, Timeout.class)));
        effect(Sysno.KILL, a -> ipc.process(a.number(0)).kill());
        effect(Sysno.INTERRUPT, a -> ipc.process(a.number(0)).interrupt());
        define(Sysno.GETPID, a -> process.pid());
        define(Sysno.UMASK, a -> ipc.umask(a.number(0)));
        effect(Sysno.SLEEP, a -> ipc.sleep(a.get(0, Duration.class)));
        effect(Sysno.YIELD, a -> ipc.yieldNow());
        define(Sysno.GETRLIMIT, a -> ipc.process(a.number(0)).limit(a.get(1, Limit.class)));
        effect(
                Sysno.SETRLIMIT,
                a -> ipc.process(a.number(0)).limit(a.get(1, Limit.class), a.get(2, Limit.Value.class)));
        effect(Sysno.SETPRIORITY, a -> ipc.process(a.number(0)).priority(a.number(1)));
    }

    private void handleCalls() {
        effect(Sysno.CLOSE, a -> process.handles().get(a.number(0)).close());
        define(Sysno.DUPLICATE, a -> handle(a).duplicate(a.rights(1)).number());
        define(Sysno.REPLACE, a -> handle(a).replace(a.rights(1)).number());
    }

    private void queueCalls() {
        MessageQueues queues = services.face(process, MessageQueues.class);
        define(
                Sysno.MQ_OPEN,
                a -> queues.open(a.get(0, String.class), a.get(1, QueueOptions.class))
                        .number());
        define(Sysno.MQ_CREATE, a -> queues.create(a.get(0, QueueOptions.class)).number());
        effect(Sysno.MQ_UNLINK, a -> queues.unlink(a.get(0, String.class)));
        effect(Sysno.MQ_SEND, a -> queue(a).send(a.get(1, ByteBuffer.class), a.number(2), a.get(3, Timeout.class)));
        define(Sysno.MQ_RECEIVE, a -> queue(a).receive(a.get(1, ByteBuffer.class), a.get(2, Timeout.class)));
        define(Sysno.MQ_TRY_SEND, a -> queue(a).trySend(a.get(1, ByteBuffer.class), a.number(2)));
        define(Sysno.MQ_TRY_RECEIVE, a -> queue(a).tryReceive(a.get(1, ByteBuffer.class)));
        define(Sysno.MQ_SEND_ALL, a -> queue(a).sendAll(a.list(1), a.number(2), a.get(3, Timeout.class)));
        define(Sysno.MQ_RECEIVE_ALL, a -> queue(a).receiveAll(a.list(1), a.get(2, Timeout.class)));
        define(Sysno.MQ_GETATTR, a -> queue(a).status());
        define(Sysno.MQ_SETATTR, a -> queue(a).nonBlocking(a.get(1, Boolean.class)));
        effect(Sysno.MQ_NOTIFY, a -> queue(a).onArrival(a.notifier(1), a.get(2, Long.class)));
    }

    private void loanCalls() {
        define(Sysno.MQ_LOAN, a -> ((Handle) queue(a).newLoan()).number());
        define(Sysno.MQ_CLAIM, a -> loan(a).claim(a.get(1, Timeout.class)));
        effect(Sysno.MQ_PUBLISH, a -> loan(a).send(a.number(1)));
        define(Sysno.MQ_LEASE, a -> loan(a).receive(a.get(1, Timeout.class)));
        effect(Sysno.MQ_SETTLE, a -> settle(loan(a), a.get(1, Boolean.class)));
    }

    private static void settle(MessageLoan loan, boolean requeue) {
        if (requeue) {
            loan.requeue();
        } else {
            loan.release();
        }
    }

    private Handle handle(Arguments arguments) {
        return process.handles().get(arguments.number(0));
    }

    private MessageQueue queue(Arguments arguments) {
        return object(arguments, MessageQueue.class, "a message queue");
    }

    private MessageLoan loan(Arguments arguments) {
        return object(arguments, MessageLoan.class, "a loan");
    }

    private <T> T object(Arguments arguments, Class<T> type, String kind) {
        Handle handle = handle(arguments);
        if (!type.isInstance(handle)) {
            throw new IpcException(
                    Errno.EINVAL, arguments.sysno() + " with handle " + handle.number() + ", which is not " + kind);
        }
        return type.cast(handle);
    }
}
