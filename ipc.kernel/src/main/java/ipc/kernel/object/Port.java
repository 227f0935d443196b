package ipc.kernel.object;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.kernel.ShortLock;
import ipc.api.spi.KernelObject;
import ipc.api.spi.Mechanism;
import ipc.api.spi.ObjectState;
import ipc.kernel.call.Gate;
import ipc.kernel.schedule.Unwind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one mechanism with their names, behind one gate, and the provider that makes them.
 *
 * <p>Who provides is decided elsewhere. While the provider changes, the set of objects may shrink but not grow: an
 * object that is released meanwhile is destroyed at the end of the change, because its provider may be giving its
 * state at that moment.
 *
 * @param <M> the mechanism's SPI
 * @param <O> the object's SPI
 * @param <N> the mechanism's nodes
 */
public final class Port<M extends Mechanism, O extends KernelObject, N extends Node<M, O>> {
    private final String mechanism;
    private final Gate gate;

    /** Objects and names; calls inside the gate take it, so whoever closes the gate must not hold it yet. */
    private final ShortLock mutex;

    private final NameSpaces<N> names = new NameSpaces<>();
    private final NavigableMap<Long, N> nodes = new TreeMap<>();

    /** How many nodes there are; written under the lock. */
    private volatile int count;

    private volatile @Nullable M provider;
    private long created;

    /** Released while the provider changes, and to be destroyed afterwards; null while it does not change. */
    private @Nullable List<N> doomed;

    /**
     * Makes a port without a provider.
     *
     * @param mechanism the mechanism's word
     * @param gate its gate
     */
    public Port(String mechanism, Gate gate) {
        this.mechanism = mechanism;
        this.gate = gate;
        this.mutex = gate.scheduler().newMutex(mechanism + " objects");
    }

    /** Returns the mechanism's word. */
    public String mechanism() {
        return mechanism;
    }

    /** Returns the gate. */
    public Gate gate() {
        return gate;
    }

    /**
     * The provider begins to change; the gate is closed and nobody is inside.
     *
     * @return the nodes of all objects, by id
     */
    public List<N> beginChange() {
        mutex.lock();
        try {
            doomed = new ArrayList<>();
            return List.copyOf(nodes.values());
        } finally {
            mutex.unlock();
        }
    }

    /**
     * Lets prepared shadows take the places of the old objects, in one step.
     *
     * @param successor who made them
     * @param shadows of all objects
     * @return the objects that nobody uses any more: the old ones, and shadows of those released meanwhile
     */
    public List<O> adopt(M successor, Map<N, O> shadows) {
        List<O> unused = new ArrayList<>();
        mutex.lock();
        try {
            shadows.forEach((node, shadow) -> {
                O old = nodes.containsKey(node.id()) ? node.adopt(shadow) : shadow;
                if (old != null) {
                    unused.add(old);
                }
            });
            provider = successor;
        } finally {
            mutex.unlock();
        }
        return unused;
    }

    /**
     * Lets states take the places of the objects, in one step: no provider is there.
     *
     * @param states of all objects; null where the provider could not give one: that object begins anew
     * @return the objects that nobody uses any more
     */
    public List<O> keep(Map<N, @Nullable ObjectState> states) {
        List<O> unused = new ArrayList<>();
        mutex.lock();
        try {
            states.forEach((node, state) -> {
                O old = nodes.containsKey(node.id()) ? node.keep(state) : null;
                if (old != null) {
                    unused.add(old);
                }
            });
            provider = null;
        } finally {
            mutex.unlock();
        }
        return unused;
    }

    /**
     * The provider has changed or not; the set of objects may grow again once the gate opens.
     *
     * @return the nodes that were released meanwhile, to be {@linkplain #destroy destroyed}
     */
    public List<N> endChange() {
        mutex.lock();
        try {
            List<N> released = Objects.requireNonNull(doomed);
            doomed = null;
            return released;
        } finally {
            mutex.unlock();
        }
    }

    /**
     * Destroys the object of a node that {@link #endChange} returned.
     *
     * @param node the node
     */
    public void destroy(N node) {
        node.destroy();
    }

    /** No provider is there: calls wait for one if there are objects, and fail if there are none. */
    public void vacate(long graceEndNanos) {
        mutex.lock();
        try {
            if (nodes.isEmpty()) {
                gate.absent();
            } else {
                gate.vacant(graceEndNanos);
            }
        } finally {
            mutex.unlock();
        }
    }

    /**
     * Makes an object without a name; called inside the gate.
     *
     * @param maker makes its node, given an id
     * @return the node, referred to once
     */
    public N create(LongFunction<N> maker) {
        mutex.lock();
        try {
            return make(maker);
        } finally {
            mutex.unlock();
        }
    }

    private N make(LongFunction<N> maker) {
        M present = provider;
        if (present == null) {
            throw new Unwind(Unwind.Reason.RESTART); // other objects wait for a provider, and so does this one
        }
        N node = maker.apply(created + 1);
        try {
            node.create(present);
        } catch (RuntimeException | Error failure) {
            node.ended();
            throw thrown(gate.blamed(failure));
        }
        created++;
        nodes.put(node.id(), node);
        count = nodes.size();
        node.refer(1);
        return node;
    }

    private static RuntimeException thrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    /** What {@link #open} needs to know of a name. */
    public interface Opening<N> {
        /**
         * Checks that an object that exists may be opened; throws if not.
         *
         * @param node the object's node
         */
        void check(N node);

        /**
         * Makes the node of a new object, or throws if none is to be made.
         *
         * @param id its number
         * @return the node
         */
        N make(long id);
    }

    /**
     * Opens a named object or makes it, in one step; called inside the gate.
     *
     * @param call which call
     * @param nameSpace where the name lives
     * @param name the name
     * @param opening checks or makes
     * @return the node, referred to once more
     */
    public N open(Sysno call, String nameSpace, String name, Opening<N> opening) {
        NameSpaces.check(call, name);
        mutex.lock();
        try {
            N node = names.get(nameSpace, name);
            if (node == null) {
                node = make(opening::make);
                names.put(nameSpace, name, node);
            } else {
                opening.check(node);
                node.refer(1);
            }
            return node;
        } finally {
            mutex.unlock();
        }
    }

    /**
     * Takes back the making of a named object that nobody could be given a handle of, unless somebody else has opened
     * it meanwhile.
     *
     * @param nameSpace where its name lives
     * @param node the object's node
     */
    public void retract(String nameSpace, N node) {
        mutex.lock();
        try {
            if (node.descriptions() == 0 && node.named()) {
                names.remove(nameSpace, node.name());
                node.unnamed();
                destroyIfUnused(node, 0);
            }
        } finally {
            mutex.unlock();
        }
    }

    /**
     * Removes a name.
     *
     * @param call which call
     * @param nameSpace where it lives
     * @param name the name
     * @param check throws if it may not be removed
     */
    public void unlink(Sysno call, String nameSpace, String name, Consumer<N> check) {
        NameSpaces.check(call, name);
        mutex.lock();
        try {
            N node = names.get(nameSpace, name);
            if (node == null) {
                throw new IpcException(Errno.ENOENT, call + " " + name + ": nothing has that name");
            }
            check.accept(node);
            names.remove(nameSpace, name);
            node.unnamed();
            destroyIfUnused(node, 0);
        } finally {
            mutex.unlock();
        }
    }

    /**
     * Finds an object by its name, without referring to it.
     *
     * @param nameSpace where the name lives
     * @param name the name
     * @return its node, or null
     */
    public @Nullable N find(String nameSpace, String name) {
        return names.get(nameSpace, name);
    }

    /**
     * Lets one more description refer to an object; {@link #release} takes that back.
     *
     * @param node the object's node
     * @return false if it has ended, which it cannot while somebody refers to it
     */
    public boolean retain(N node) {
        mutex.lock();
        try {
            boolean lives = nodes.containsKey(node.id());
            node.refer(lives ? 1 : 0);
            return lives;
        } finally {
            mutex.unlock();
        }
    }

    /**
     * Refers to an object by one more handle, or message on its way with one.
     *
     * @param node the object's node
     * @throws IpcException with {@link Errno#EBADF} if the last one has gone
     */
    public void hold(N node) {
        if (!retain(node)) {
            throw new IpcException(Errno.EBADF, node.title() + ", whose last handle was closed meanwhile");
        }
    }

    /**
     * A description of the object was closed.
     *
     * @param node the object's node
     */
    public void release(N node) {
        mutex.lock();
        try {
            destroyIfUnused(node, -1);
        } finally {
            mutex.unlock();
        }
    }

    private void destroyIfUnused(N node, int change) {
        if (node.refer(change) > 0) {
            return;
        }
        if (node.named() && !node.outlivesHandles()) {
            names.remove(node.label().nameSpace(), node.name());
            node.unnamed();
        }
        if (!node.named()) {
            nodes.remove(node.id());
            count = nodes.size();
            if (doomed == null) {
                node.destroy();
                leaveNothing();
            } else {
                doomed.add(node);
            }
        }
    }

    /** Without a provider and without anything kept there is nothing to wait for. */
    private void leaveNothing() {
        if (nodes.isEmpty() && provider == null) {
            gate.absent();
        }
    }

    /** Returns how many objects were ever made. */
    public long created() {
        mutex.lock();
        try {
            return created;
        } finally {
            mutex.unlock();
        }
    }

    /** Returns how many objects there are; exact where they are made. */
    public int count() {
        return count;
    }

    /** Returns the nodes of all objects, by id. */
    public List<N> nodes() {
        mutex.lock();
        try {
            return List.copyOf(nodes.values());
        } finally {
            mutex.unlock();
        }
    }
}
