package ipc.kernel.channels;

import ipc.api.channels.spi.ChannelMechanism;
import ipc.api.channels.spi.ChannelObject;
import ipc.kernel.call.Gate;
import ipc.kernel.mechanism.Foundation;
import ipc.kernel.memory.KernelMemory;
import ipc.kernel.object.Port;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.security.Guard;

/**
 * What the channel faces use of the kernel.
 *
 * @param port where providers plug in
 * @param foundation the kernel's own parts
 * @param memory charges for what listeners keep
 * @param transit handles on their way
 */
record ChannelServices(
        Port<ChannelMechanism, ChannelObject, ChannelNode> port,
        Foundation foundation,
        KernelMemory memory,
        Transit transit) {
    Gate gate() {
        return port.gate();
    }

    KernelScheduler scheduler() {
        return foundation.scheduler();
    }

    Guard guard() {
        return foundation.guard();
    }

    /** Lets go of what died in messages, if there is any; outside every gate. */
    void settle() {
        if (transit.hasDead()) {
            scheduler().inside(transit::bury);
        }
    }
}
