package ipc.kernel.mq;

import static ipc.api.Sysno.MQ_GETATTR;
import static ipc.api.Sysno.MQ_LOAN;
import static ipc.api.Sysno.MQ_NOTIFY;
import static ipc.api.Sysno.MQ_RECEIVE;
import static ipc.api.Sysno.MQ_RECEIVE_ALL;
import static ipc.api.Sysno.MQ_SEND;
import static ipc.api.Sysno.MQ_SEND_ALL;
import static ipc.api.Sysno.MQ_SETATTR;
import static ipc.api.Sysno.MQ_TRY_RECEIVE;
import static ipc.api.Sysno.MQ_TRY_SEND;

import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.Notification;
import ipc.api.mq.QueueStatus;
import ipc.api.mq.spi.QueueState;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.HandleTable;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Luggage;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A process's handle of a queue: each call enters the gate, checks, and goes on in the provider's object. */
final class QueueHandle extends QueueUser implements MessageQueue {
    private final Set<QueueLoan> loans = ConcurrentHashMap.newKeySet();

    private QueueHandle(KernelProcess process, int number, int rights, QueueDescription description) {
        super(process, number, rights, description);
    }

    /** Opens a handle; the description counts it. */
    static QueueHandle open(KernelProcess process, int rights, QueueDescription description) {
        description.opened();
        try {
            return process.handles().open(number -> new QueueHandle(process, number, rights, description));
        } catch (RuntimeException | Error failure) {
            description.closed();
            throw failure;
        }
    }

    /** A description on its way takes its hold along into the handle. */
    private record Travelling(int rights, QueueDescription description) implements Luggage {
        @Override
        public OpenHandle arrives(KernelProcess process) {
            return process.handles().openReserved(number -> new QueueHandle(process, number, rights, description));
        }

        @Override
        public void lost() {
            description.closed();
        }
    }

    @Override
    protected Luggage packed(Sysno call) {
        description().opened();
        return new Travelling(Rights.bits(rights()), description());
    }

    @Override
    public void send(ByteBuffer message, int priority, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Task task = gate().enter(this, MQ_SEND);
        try {
            checkSend(task, MQ_SEND, message, priority);
            if (!sendNow(task, message, priority, description().deadline(task, timeout))) {
                throw notNow(MQ_SEND, "full");
            }
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    @Override
    public boolean trySend(ByteBuffer message, int priority) {
        Task task = gate().enter(this, MQ_TRY_SEND);
        try {
            checkSend(task, MQ_TRY_SEND, message, priority);
            boolean sent = sendNow(task, message, priority, TaskDeadline.NOW);
            Tracer.result(task, sent);
            return sent;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private void checkSend(Task task, Sysno call, ByteBuffer message, int priority) {
        if (task.trace() != null) {
            Tracer.arguments(task, "%d, %d bytes, %d", number(), message.remaining(), priority);
        }
        checkWrite(call);
        checkLength(call, message.remaining());
        checkPriority(call, priority);
    }

    private boolean sendNow(Task task, ByteBuffer message, int priority, Deadline deadline) {
        long expiry = node().expiryNanos();
        while (true) {
            try {
                return node().object().send(message, priority, expiry, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return false;
                }
            }
        }
    }

    @Override
    public int sendAll(List<ByteBuffer> messages, int priority, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        List<ByteBuffer> own = List.copyOf(messages); // the client's list may change or block: not inside the gate
        Task task = gate().enter(this, MQ_SEND_ALL);
        try {
            checkSendAll(task, own, priority);
            int sent = sendAllNow(task, own, priority, description().deadline(task, timeout));
            if (sent == 0 && !own.isEmpty()) {
                throw notNow(MQ_SEND_ALL, "full");
            }
            Tracer.result(task, sent);
            return sent;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private int sendAllNow(Task task, List<ByteBuffer> messages, int priority, Deadline deadline) {
        long expiry = node().expiryNanos();
        while (true) {
            try {
                return node().object().sendAll(messages, priority, expiry, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return 0;
                }
            }
        }
    }

    private void checkSendAll(Task task, List<ByteBuffer> messages, int priority) {
        if (task.trace() != null) {
            Tracer.arguments(task, "%d, %d messages, %d", number(), messages.size(), priority);
        }
        checkWrite(MQ_SEND_ALL);
        for (ByteBuffer message : messages) {
            checkLength(MQ_SEND_ALL, message.remaining());
        }
        checkPriority(MQ_SEND_ALL, priority);
    }

    @Override
    public int receive(ByteBuffer buffer, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Task task = gate().enter(this, MQ_RECEIVE);
        try {
            checkReceive(task, MQ_RECEIVE, buffer);
            int priority = receiveNow(task, buffer, description().deadline(task, timeout));
            if (priority < 0) {
                throw notNow(MQ_RECEIVE, "empty");
            }
            Tracer.result(task, priority);
            return priority;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    @Override
    public int tryReceive(ByteBuffer buffer) {
        Task task = gate().enter(this, MQ_TRY_RECEIVE);
        try {
            checkReceive(task, MQ_TRY_RECEIVE, buffer);
            int priority = receiveNow(task, buffer, TaskDeadline.NOW);
            Tracer.result(task, priority);
            return priority;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private void checkReceive(Task task, Sysno call, ByteBuffer buffer) {
        if (task.trace() != null) {
            Tracer.arguments(task, "%d, room for %d bytes", number(), buffer.remaining());
        }
        checkRead(call);
        checkRoom(call, buffer.remaining());
    }

    private int receiveNow(Task task, ByteBuffer buffer, Deadline deadline) {
        while (true) {
            try {
                return node().object().receive(buffer, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return -1;
                }
            }
        }
    }

    @Override
    public int receiveAll(List<ByteBuffer> buffers, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        List<ByteBuffer> own = List.copyOf(buffers); // as in sendAll()
        Task task = gate().enter(this, MQ_RECEIVE_ALL);
        try {
            checkReceiveAll(task, own);
            int received = receiveAllNow(task, own, description().deadline(task, timeout));
            if (received == 0 && !own.isEmpty()) {
                throw notNow(MQ_RECEIVE_ALL, "empty");
            }
            Tracer.result(task, received);
            return received;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private int receiveAllNow(Task task, List<ByteBuffer> buffers, Deadline deadline) {
        while (true) {
            try {
                return node().object().receiveAll(buffers, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return 0;
                }
            }
        }
    }

    private void checkReceiveAll(Task task, List<ByteBuffer> buffers) {
        if (task.trace() != null) {
            Tracer.arguments(task, "%d, %d buffers", number(), buffers.size());
        }
        checkRead(MQ_RECEIVE_ALL);
        for (ByteBuffer buffer : buffers) {
            checkRoom(MQ_RECEIVE_ALL, buffer.remaining());
        }
    }

    @Override
    public MessageLoan newLoan() {
        Task task = gate().enter(this, MQ_LOAN);
        try {
            Tracer.arguments(task, "%d", number());
            checkOpen(MQ_LOAN);
            QueueLoan loan = QueueLoan.open(this);
            loans.add(loan);
            Tracer.result(task, loan.number());
            return loan;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    void closed(QueueLoan loan) {
        loans.remove(loan);
    }

    @Override
    public QueueStatus status() {
        return call(MQ_GETATTR, task -> {
            require(MQ_GETATTR, Right.INSPECT);
            return node().status(description().nonBlocking());
        });
    }

    @Override
    public QueueStatus nonBlocking(boolean on) {
        Function<Task, QueueStatus> body = task -> {
            require(MQ_SETATTR, Right.MANAGE);
            QueueStatus before = node().status(description().nonBlocking());
            description().nonBlocking(on);
            return before;
        };
        return call(MQ_SETATTR, body, on);
    }

    @Override
    public void onArrival(@Nullable Consumer<Notification> notifier, long value) {
        Function<Task, Integer> body = task -> {
            require(MQ_NOTIFY, Right.WAIT);
            if (notifier == null) {
                node().unregister(process());
            } else {
                node().register(new QueueNode.Registration(process(), description(), notifier, value));
            }
            return 0;
        };
        call(MQ_NOTIFY, body, notifier == null ? "none" : "notifier", value);
    }

    /** What is queued now, first to last: a copy. */
    List<QueueState.Message> messages() {
        return call(MQ_GETATTR, task -> {
            require(MQ_GETATTR, Right.INSPECT);
            return node().state().messages();
        });
    }

    @Override
    public Awaited awaited() {
        return node();
    }

    @Override
    public MessageQueue duplicate(Set<Right> rights) {
        return (MessageQueue) duplicated(rights);
    }

    @Override
    public MessageQueue replace(Set<Right> rights) {
        return (MessageQueue) replaced(rights);
    }

    @Override
    protected QueueHandle copy(HandleTable table, int bits) {
        return open(process(), bits, description());
    }

    @Override
    protected void released() {
        loans.forEach(QueueLoan::closeNow);
        description().closed();
    }
}
