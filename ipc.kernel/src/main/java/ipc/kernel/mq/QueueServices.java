package ipc.kernel.mq;

import ipc.api.kernel.Meters;
import ipc.api.mq.spi.QueueMechanism;
import ipc.api.mq.spi.QueueObject;
import ipc.kernel.mechanism.Foundation;
import ipc.kernel.object.Port;
import ipc.kernel.process.Limits;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.security.Guard;

/**
 * What the queue faces use of the kernel.
 *
 * @param port where providers plug in
 * @param foundation the kernel's own parts
 * @param quota bytes of queues by user
 */
record QueueServices(Port<QueueMechanism, QueueObject, QueueNode> port, Foundation foundation, UserQuota quota) {
    KernelScheduler scheduler() {
        return foundation.scheduler();
    }

    Guard guard() {
        return foundation.guard();
    }

    Meters meters() {
        return foundation.meters();
    }

    Limits limits() {
        return foundation.settings().limits().get();
    }

    /** Tells what a program does wrong. */
    void log(String what) {
        foundation.log().accept(what);
    }
}
