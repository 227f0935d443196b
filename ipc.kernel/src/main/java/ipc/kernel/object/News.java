package ipc.kernel.object;

import ipc.api.kernel.ShortLock;
import ipc.kernel.call.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's object has to hear of: at once, or, while no provider is there, from the node before the next one
 * serves. Told inside the gate.
 *
 * @param <O> the object's SPI
 */
public final class News<O> {
    private final Gate gate;
    private final ShortLock mutex;
    private final List<Consumer<O>> untold = new ArrayList<>();

    /**
     * Makes an object's news.
     *
     * @param gate of its mechanism
     * @param title of the object
     */
    public News(Gate gate, String title) {
        this.gate = gate;
        this.mutex = gate.scheduler().newMutex(title + " news");
    }

    /**
     * Tells the object, or its next provider; an object that fails at that is blamed.
     *
     * @param present the object, or null while no provider is there
     * @param change does to an object what it has to
     */
    public void tell(@Nullable O present, Consumer<O> change) {
        if (present == null) {
            alone(() -> untold.add(change));
            return;
        }
        try {
            change.accept(present);
        } catch (RuntimeException | Error failure) {
            gate.blamed(failure);
        }
    }

    /**
     * Tells a shadow what is untold, which stays so until it serves.
     *
     * @param shadow of the next provider
     */
    public void tellShadow(O shadow) {
        alone(() -> untold.forEach(change -> change.accept(shadow)));
    }

    /** The next provider serves, or what was to be told has lost its meaning. */
    public void forget() {
        alone(untold::clear);
    }

    private void alone(Runnable work) {
        mutex.lock();
        try {
            work.run();
        } finally {
            mutex.unlock();
        }
    }
}
