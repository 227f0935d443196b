package ipc.bench.gate;

import ipc.api.Sysno;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.spi.QueueObject;
import ipc.bench.gate.NullQueues.NullQueue;
import ipc.kernel.Kernel;
import ipc.kernel.call.Gate;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.schedule.Caller;
import ipc.kernel.schedule.Task;

/** Our way to a provider: the kernel's gate alone, and a whole call through a program's handle. */
final class OurGuards {
    private static final int GATE_NUMBER = 9;
    private static final int RANKING = 100;

    private OurGuards() {}

    /** The gate alone, as the peers are guards alone. */
    static GuardedCall gate() {
        Kernel kernel = Kernel.live();
        KernelProcess process =
                kernel.bundle("bench", kernel.processes().first().credentials());
        Gate gate = new Gate(GATE_NUMBER, "bench", kernel.scheduler(), kernel.tracer(), kernel.audit());
        gate.open();
        Caller caller = process.caller();
        QueueObject object = new NullQueue();
        return (mine, message) -> {
            Task task = gate.enter(caller, Sysno.MQ_TRY_SEND);
            try {
                return Guards.call(object, message);
            } finally {
                gate.exit(task);
            }
        };
    }

    /** The gate, the handle's rights, the checks of the arguments, and the statistics. */
    static GuardedCall face() {
        Kernel kernel = Kernel.live();
        kernel.bind(new NullQueues(), "null", RANKING);
        MessageQueue queue = kernel.bundle("bench").face(MessageQueues.class).create(QueueOptions.readWrite());
        return (mine, message) -> queue.trySend(message, 0);
    }
}
