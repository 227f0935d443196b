package ipc.testkit.channels;

import ipc.api.kernel.Memory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What one channel has charged: for as long as it lives, for a loan, or for one call after the other. */
final class PlantedCharges {
    private final Memory memory;
    private final List<Memory.Charge> all = new ArrayList<>();
    private final Deque<Memory.Charge> forCalls = new ArrayDeque<>();

    PlantedCharges(Memory memory) {
        this.memory = memory;
    }

    synchronized Memory.Charge charge(int bytes) {
        Memory.Charge charge = memory.charge(bytes);
        all.add(charge);
        return charge;
    }

    synchronized Memory.Charge chargeForCall(int bytes) {
        return forCalls.isEmpty() ? charge(bytes) : forCalls.pop();
    }

    synchronized void callEnded(Memory.Charge charge) {
        forCalls.push(charge);
    }

    synchronized void release() {
        all.forEach(Memory.Charge::release);
    }
}
