package ipc.kernel.face;

import ipc.api.Ipc;
import ipc.api.Limit;
import ipc.api.SpawnOptions;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.kernel.mechanism.CallTable;
import ipc.kernel.process.KernelProcess;
import java.time.Duration;
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

    private void handleCalls() {
        table.effect(Sysno.CLOSE, a -> a.handle().close());
        table.define(Sysno.DUPLICATE, a -> a.handle().duplicate(a.rights(1)).number());
        table.define(Sysno.REPLACE, a -> a.handle().replace(a.rights(1)).number());
    }
}
