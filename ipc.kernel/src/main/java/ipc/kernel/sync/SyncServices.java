package ipc.kernel.sync;

import ipc.api.sync.spi.SyncMechanism;
import ipc.api.sync.spi.SyncObject;
import ipc.kernel.call.Gate;
import ipc.kernel.mechanism.Foundation;
import ipc.kernel.object.Port;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.security.Guard;

/**
 * What the faces of synchronisation use of the kernel.
 *
 * @param port where providers plug in
 * @param foundation the kernel's own parts
 * @param lending who runs at whose priority
 * @param refusals of waits that would close a cycle
 */
record SyncServices(
        Port<SyncMechanism, SyncObject, SyncNode> port,
        Foundation foundation,
        PriorityLending lending,
        Refusals refusals) {
    KernelScheduler scheduler() {
        return foundation.scheduler();
    }

    Gate gate() {
        return port.gate();
    }

    Guard guard() {
        return foundation.guard();
    }
}
