package ipc.kernel.object;

import ipc.api.spi.KernelObject;
import ipc.api.spi.Mechanism;
import ipc.api.spi.SecurityPolicy;
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
    private @Nullable O object;
    private @Nullable Record state;

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
        return label.name().isEmpty() ? "queue " + id : label.name();
    }

    /** Returns the provider's object; to be called inside the open gate. */
    public final O object() {
        O present = object;
        if (present == null) {
            throw new IllegalStateException(title() + " has no object inside an open gate");
        }
        return present;
    }

    /** Makes the provider's object for the first time. */
    final void create(M provider) {
        object = make(provider);
    }

    /** Takes the state out of the old provider's object, which is not used any more. */
    final Record export() {
        return object().state();
    }

    /** Makes an object of another provider, not yet used. */
    final O shadow(M provider, Record exported) {
        return remake(provider, exported);
    }

    /** Lets a shadow take the place of the old object. */
    final void adopt(O shadow) {
        object = shadow;
        state = null;
        relink();
    }

    /** No provider is there: the state waits here. */
    final void keep(Record exported) {
        object = null;
        state = exported;
    }

    /** Returns the state that waits for a provider, or null. */
    final @Nullable Record kept() {
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
    protected abstract O remake(M provider, Record exported);

    /** A new object is in place: whoever holds parts of the old one gets those of the new one. */
    protected abstract void relink();

    /** Nobody refers to this node any more; what the kernel keeps for it is given back. */
    protected abstract void ended();
}
