package ipc.kernel.events;

import ipc.api.events.spi.AnyEvent;
import ipc.api.events.spi.EventMechanism;
import ipc.kernel.call.Gate;
import ipc.kernel.mechanism.Foundation;
import ipc.kernel.memory.KernelMemory;
import ipc.kernel.object.Port;
import ipc.kernel.security.Guard;

/**
 * What the faces of events use of the kernel.
 *
 * @param port where providers plug in
 * @param foundation the kernel's own parts
 * @param memory charges for what subscriptions keep
 */
record EventServices(Port<EventMechanism, AnyEvent, AnyEventNode> port, Foundation foundation, KernelMemory memory) {
    Gate gate() {
        return port.gate();
    }

    Guard guard() {
        return foundation.guard();
    }
}
