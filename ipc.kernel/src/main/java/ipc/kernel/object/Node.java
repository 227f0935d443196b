package ipc.kernel.object;

import ipc.api.spi.KernelObject;
import ipc.api.spi.Mechanism;
import ipc.api.spi.ObjectState;
import ipc.api.spi.SecurityPolicy;
import ipc.kernel.process.MovingCaller;
import ipc.kernel.schedule.Unwind;
import ipc.kernel.schedule.Watched;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel keeps of an object: name, owner, who refers to it, and the one reference to the provider's object.
 *
 * <p>Handles refer to the node, so that a new provider's object takes the old one's place in one store. That store
 * happens while the gate is closed and nobody is inside; a call reads the field after it found the gate open.
 *
 * @param <M> the mechanism's SPI
 * @param <O> the object's SPI
 */
public abstract class Node<M extends Mechanism, O extends KernelObject> {
    private final long id;
    private final Label label;
    private final Watched watched = new Watched();
    private @Nullable O object;
    private @Nullable ObjectState state;

    /** Descriptions that refer to this node; changed under the port's mutex, as is the name. */
    private volatile int descriptions;

    private volatile boolean named;

    /**
     * Who owns an object, and what it is called.
     *
     * @param nameSpace where the name lives
     * @param name the name, empty for none
     * @param access owner and mode
     */
    public record Label(String nameSpace, String name, SecurityPolicy.Node access) {}

    /**
     * Makes a node without an object.
     *
     * @param id its number among all objects
     * @param label its name and owner
     */
    protected Node(long id, Label label) {
        this.id = id;
        this.label = label;
        this.named = !label.name().isEmpty();
    }

    /** Returns its number. */
    public final long id() {
        return id;
    }

    /** Returns its signals and who waits for them. */
    public final Watched watched() {
        return watched;
    }

    /** Returns its first name and its owner. */
    public final Label label() {
        return label;
    }

    /** Returns its name now, empty if it has none. */
    public final String name() {
        return named ? label.name() : "";
    }

    /** Returns how people call it, whatever became of its name. */
    public final String title() {
        return label.name().isEmpty() ? kind() + " " + id : label.name();
    }

    /** Returns its kind and how people call it. */
    protected final String words() {
        return label.name().isEmpty() ? title() : kind() + " " + title();
    }

    /** Returns what people call an object of this kind. */
    protected abstract String kind();

    /** Returns the provider's object, inside the gate; unwinds the call, to begin again, while no provider is there. */
    public final O object() {
        O present = object;
        if (present == null) {
            throw new Unwind(Unwind.Reason.RESTART);
        }
        return present;
    }

    /** Returns the provider's object, or null while no provider is there; inside the gate. */
    protected final @Nullable O present() {
        return object;
    }

    /** Makes the provider's object for the first time. */
    final void create(M provider) {
        object = make(provider);
    }

    /** Takes the state out of the provider's object, which stays as it was. */
    public final ObjectState export() {
        return object().state();
    }

    /**
     * Makes an object of another provider, not yet used.
     *
     * @param provider the other provider
     * @param exported what the object until now gave
     * @return the object
     */
    public final O shadow(M provider, ObjectState exported) {
        return remake(provider, exported);
    }

    /**
     * Finds, in a shadow, what users of this node hold parts of; nothing is used before {@link #adopt}.
     *
     * @param shadow made from the latest state
     */
    public abstract void prepare(O shadow);

    /** Returns on whose behalf the kernel moves this object. */
    public abstract MovingCaller mover();

    /** Lets a prepared shadow take the place of the old object, which it returns. */
    final @Nullable O adopt(O shadow) {
        O old = object;
        object = shadow;
        state = null;
        relink();
        watched.changed();
        return old;
    }

    /** No provider is there: the state waits here. Returns the object until now. */
    final @Nullable O keep(@Nullable ObjectState exported) {
        O old = object;
        object = null;
        state = exported == null ? blank() : exported;
        unlink(exported == null);
        watched.changed();
        return old;
    }

    /** Returns the state that waits for a provider, or null. */
    public final @Nullable ObjectState kept() {
        return state;
    }

    /** Ends the object, if there is one. */
    final void destroy() {
        O present = object;
        if (present != null) {
            present.destroy();
        }
        ended();
    }

    final int refer(int change) {
        int changed = descriptions + change;
        descriptions = changed;
        return changed;
    }

    /** Returns how many open descriptions refer to this node. */
    public final int descriptions() {
        return descriptions;
    }

    final boolean named() {
        return named;
    }

    final void unnamed() {
        named = false;
    }

    /**
     * Makes a new object.
     *
     * @param provider its provider
     * @return the object
     */
    protected abstract O make(M provider);

    /**
     * Makes an object from a state.
     *
     * @param provider its provider
     * @param exported what another object gave
     * @return the object
     */
    protected abstract O remake(M provider, ObjectState exported);

    /** A new object is in place: whoever holds parts of the old one gets those that were prepared. */
    protected abstract void relink();

    /**
     * No object is there any more: whoever holds parts of it lets them go.
     *
     * @param lost whether its state was lost, and so the parts are
     */
    protected abstract void unlink(boolean lost);

    /** Returns the state of an object that was never used. */
    protected abstract ObjectState blank();

    /** Tells whether the object lives while it has a name, also if nobody has a handle of it. */
    protected boolean outlivesHandles() {
        return true;
    }

    /** Nobody refers to this node any more; what the kernel keeps for it is given back. */
    protected abstract void ended();
}
