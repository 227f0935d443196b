package ipc.kernel.mq;

import ipc.api.kernel.Meters;
import ipc.api.mq.spi.QueueMechanism;
import ipc.api.mq.spi.QueueObject;
import ipc.kernel.object.Port;
import ipc.kernel.process.Limits;
import ipc.kernel.schedule.Caller;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.security.Guard;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the queue faces use of the kernel.
 *
 * @param port where providers plug in
 * @param guard asks the security policy
 * @param meters counts what is lost
 * @param quota bytes of queues by user
 * @param limits the limits as configured now
 * @param log told what programs do wrong
 * @param observer looks at queues for operators
 */
public record QueueServices(
        Port<QueueMechanism, QueueObject, QueueNode> port,
        Guard guard,
        Meters meters,
        UserQuota quota,
        Supplier<Limits> limits,
        Consumer<String> log,
        Caller observer) {

    KernelScheduler scheduler() {
        return port.gate().scheduler();
    }
}
