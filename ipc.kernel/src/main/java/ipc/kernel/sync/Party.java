package ipc.kernel.sync;

import ipc.kernel.process.KernelProcess;
import java.util.concurrent.atomic.AtomicLong;

/** A process that has handles of an object of synchronisation, as one of its users. */
final class Party {
    private final KernelProcess process;
    private final AtomicLong owed = new AtomicLong();

    /** Under the mutex of the node. */
    private int handles;

    Party(KernelProcess process) {
        this.process = process;
    }

    KernelProcess process() {
        return process;
    }

    /** One handle more or less; returns how many there are now. */
    int handles(int change) {
        handles += change;
        return handles;
    }

    /** The process has taken permits, or has given some. */
    void took(long permits) {
        owed.addAndGet(permits);
    }

    /** Returns how many permits it has taken more than given. */
    long owed() {
        return owed.get();
    }
}
