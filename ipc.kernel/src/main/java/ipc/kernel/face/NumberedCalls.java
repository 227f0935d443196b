package ipc.kernel.face;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcThread;
import ipc.api.Limit;
import ipc.api.Port;
import ipc.api.Signal;
import ipc.api.SpawnOptions;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Threads;
import ipc.api.Timeout;
import ipc.api.Timer;
import ipc.api.Timers;
import ipc.api.Waits;
import ipc.kernel.mechanism.CallTable;
import ipc.kernel.process.KernelProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The numbered form of all calls of one process: the kernel's own, and those of each mechanism. */
final class NumberedCalls implements Syscalls {
    private final KernelProcess process;
    private final CallTable table;

    NumberedCalls(KernelProcess process, FaceServices services) {
        this.process = process;
        this.table = new CallTable(process, services.face(process, Ipc.class));
        kernelCalls(table.ipc());
        handleCalls();
        waitCalls(services.face(process, Waits.class));
        timerCalls(services.face(process, Timers.class));
        threadCalls(services.face(process, Threads.class));
        services.subsystems().forEach(subsystem -> subsystem.define(table));
    }

    @Override
    public @Nullable Object call(int number, @Nullable Object... arguments) {
        return table.call(number, arguments);
    }

    private void kernelCalls(Ipc ipc) {
        table.effect(Sysno.EXIT, a -> ipc.exit(a.number(0)));
        table.define(
                Sysno.SPAWN,
                a -> ipc.spawn(SpawnOptions.program(a.get(0, String.class)).arguments(a.list(1)))
                        .pid());
        table.define(Sysno.WAIT, a -> ipc.waitFor(a.number(0), a.get(1, Timeout.class)));
        table.effect(Sysno.KILL, a -> ipc.process(a.number(0)).kill());
        table.effect(Sysno.INTERRUPT, a -> ipc.process(a.number(0)).interrupt());
        table.define(Sysno.GETPID, a -> process.pid());
        table.define(Sysno.UMASK, a -> ipc.umask(a.number(0)));
        table.effect(Sysno.SLEEP, a -> ipc.sleep(a.get(0, Duration.class)));
        table.effect(Sysno.YIELD, a -> ipc.yieldNow());
        table.define(Sysno.GETRLIMIT, a -> ipc.process(a.number(0)).limit(a.get(1, Limit.class)));
        table.effect(
                Sysno.SETRLIMIT,
                a -> ipc.process(a.number(0)).limit(a.get(1, Limit.class), a.get(2, Limit.Value.class)));
        table.effect(Sysno.SETPRIORITY, a -> ipc.process(a.number(0)).priority(a.number(1)));
    }

    private void waitCalls(Waits waits) {
        table.define(Sysno.WAIT_ANY, a -> waits.any(items(a), a.get(2, Timeout.class)));
        table.define(Sysno.WAIT_ALL, a -> {
            List<Waits.Item> items = items(a);
            boolean alerts = a.get(2, Boolean.class) && !items.isEmpty();
            int objects = items.size() - (alerts ? 1 : 0);
            return waits.all(items.subList(0, objects), alerts ? items.getLast() : null, a.get(3, Timeout.class));
        });
        table.define(
                Sysno.SIGNAL_AND_WAIT,
                a -> waits.signalAndWait(
                        a.handle(), item(a.sysno(), a.values().get(1), a.signals(2)), a.get(3, Timeout.class)));
        table.define(
                Sysno.PROCESS_OPEN,
                a -> waits.process(table.ipc().process(a.number(0))).number());
        table.effect(Sysno.SIGNAL, a -> waits.signal(a.handle(), a.signals(1), a.signals(2)));
        table.define(Sysno.PORT_CREATE, a -> waits.newPort().number());
        table.effect(
                Sysno.PORT_BIND,
                a -> port(a).bind(
                                item(Sysno.PORT_BIND, a.values().get(1), a.signals(2)),
                                a.get(3, Long.class),
                                a.get(4, Port.Mode.class)));
        table.define(Sysno.PORT_CANCEL, a -> port(a).cancel(process.handles().get(a.number(1)), a.get(2, Long.class)));
        table.define(Sysno.PORT_RECEIVE, a -> port(a).receive(a.get(1, Timeout.class)));
        table.define(Sysno.PORT_TRY_RECEIVE, a -> port(a).tryReceive());
    }

    private void timerCalls(Timers timers) {
        table.define(
                Sysno.TIMER_CREATE,
                a -> timers.create(a.get(0, Timer.Reset.class)).number());
        table.define(Sysno.TIMER_SET, a -> timer(a).set(a.get(1, Timeout.class), a.get(2, Duration.class)));
        table.define(Sysno.TIMER_CANCEL, a -> timer(a).cancel());
        table.define(Sysno.TIMER_AWAIT, a -> timer(a).await(a.get(1, Timeout.class)));
        table.define(Sysno.TIMER_TRY_AWAIT, a -> timer(a).tryAwait());
        table.define(Sysno.TIMER_STATUS, a -> timer(a).status());
    }

    private void threadCalls(Threads threads) {
        table.define(
                Sysno.THREAD_START,
                a -> threads.start(a.get(0, String.class), a.get(1, Runnable.class))
                        .number());
        table.effect(Sysno.THREAD_JOIN, a -> thread(a).join(a.get(1, Timeout.class)));
        table.define(Sysno.THREAD_STATUS, a -> thread(a).status());
    }

    private static IpcThread thread(CallTable.Arguments arguments) {
        return arguments.object(IpcThread.class, "a thread");
    }

    private static Timer timer(CallTable.Arguments arguments) {
        return arguments.object(Timer.class, "a timer");
    }

    private static Port port(CallTable.Arguments arguments) {
        return arguments.object(Port.class, "a port");
    }

    private List<Waits.Item> items(CallTable.Arguments arguments) {
        List<Object> handles = arguments.list(0);
        List<Object> signals = arguments.list(1);
        if (handles.size() != signals.size()) {
            throw new IpcException(
                    Errno.EINVAL,
                    arguments.sysno() + " with " + handles.size() + " handles and " + signals.size()
                            + " sets of signals");
        }
        List<Waits.Item> items = new ArrayList<>();
        for (int i = 0; i < handles.size(); i++) {
            items.add(item(arguments.sysno(), handles.get(i), signals.get(i)));
        }
        return items;
    }

    private Waits.Item item(Sysno call, @Nullable Object handle, Object signals) {
        if (!(handle instanceof Integer number) || !(signals instanceof Set<?> set)) {
            throw new IpcException(Errno.EINVAL, call + " with " + handle + " for " + signals);
        }
        Set<Signal> wanted = EnumSet.noneOf(Signal.class);
        for (Object each : set) {
            if (!(each instanceof Signal signal)) {
                throw new IpcException(Errno.EINVAL, call + " for " + each + ", which is no signal");
            }
            wanted.add(signal);
        }
        return new Waits.Item(process.handles().get(number), wanted);
    }

    private void handleCalls() {
        table.effect(Sysno.CLOSE, a -> a.handle().close());
        table.define(Sysno.DUPLICATE, a -> a.handle().duplicate(a.rights(1)).number());
        table.define(Sysno.REPLACE, a -> a.handle().replace(a.rights(1)).number());
    }
}
