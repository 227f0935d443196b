package ipc.kernel.object;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.admin.MechanismSnapshot;
import ipc.api.kernel.ShortLock;
import ipc.api.spi.KernelObject;
import ipc.api.spi.Mechanism;
import ipc.kernel.call.Gate;
import ipc.kernel.schedule.KernelScheduler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where providers of one mechanism plug in, with the mechanism's objects behind it.
 *
 * <p>One provider serves at a time. When it leaves, the gate closes, calls inside drain, every object gives its state,
 * and the next provider goes on from there; without one the states wait here and calls fail with {@code ENOSYS}.
 *
 * @param <M> the mechanism's SPI
 * @param <O> the object's SPI
 * @param <N> the mechanism's nodes
 */
public final class Port<M extends Mechanism, O extends KernelObject, N extends Node<M, O>> {
    private final String mechanism;
    private final Gate gate;
    private final KernelScheduler scheduler;

    /** One change of provider at a time; taken before the gate closes. */
    private final ShortLock changing;

    /** Objects and names; calls inside the gate take it, so whoever closes the gate must not hold it yet. */
    private final ShortLock mutex;

    private final Consumer<String> log;
    private final NameSpaces<N> names = new NameSpaces<>();
    private final NavigableMap<Long, N> nodes = new TreeMap<>();
    private final List<Candidate<M>> candidates = new ArrayList<>();
    private volatile @Nullable Candidate<M> current;
    private int generation;
    private long created;

    /**
     * A provider that is there.
     *
     * @param <M> the mechanism's SPI
     * @param provider the service
     * @param label symbolic name and version of its bundle
     * @param ranking its service ranking
     */
    public record Candidate<M>(M provider, String label, int ranking) {}

    /**
     * Makes a port without a provider.
     *
     * @param mechanism the mechanism's word
     * @param gate its gate
     * @param log told what goes wrong with providers
     */
    public Port(String mechanism, Gate gate, Consumer<String> log) {
        this.mechanism = mechanism;
        this.gate = gate;
        this.scheduler = gate.scheduler();
        this.changing = scheduler.newMutex(mechanism + " provider");
        this.mutex = scheduler.newMutex(mechanism + " objects");
        this.log = log;
    }

    /** Returns the gate. */
    public Gate gate() {
        return gate;
    }

    /**
     * A provider has come; it serves if no other does.
     *
     * @param candidate the provider
     */
    public void bind(Candidate<M> candidate) {
        change(() -> {
            candidates.add(candidate);
            candidates.sort(Comparator.comparingInt((Candidate<M> each) -> each.ranking())
                    .reversed());
            if (current == null) {
                locked(this::install);
            }
        });
    }

    /**
     * A provider leaves; if it serves, the best other one goes on. Its objects are still alive during this call.
     *
     * @param provider the service
     */
    public void unbind(M provider) {
        change(() -> {
            candidates.removeIf(candidate -> candidate.provider() == provider);
            Candidate<M> leaving = current;
            if (leaving != null && leaving.provider() == provider) {
                gate.close();
                locked(this::takeOut);
            }
        });
    }

    private void takeOut() {
        current = null;
        nodes.values().forEach(node -> node.keep(node.export()));
        install();
    }

    /** Lets the best candidate that can take all objects serve; the gate is closed or nobody serves. */
    private void install() {
        for (Candidate<M> candidate : candidates) {
            if (takeOver(candidate)) {
                current = candidate;
                generation++;
                gate.open();
                return;
            }
        }
        gate.absent();
    }

    /** All objects or none. */
    private boolean takeOver(Candidate<M> candidate) {
        Map<N, O> shadows = new LinkedHashMap<>();
        try {
            for (N node : nodes.values()) {
                Record state = node.kept();
                if (state != null) {
                    shadows.put(node, node.shadow(candidate.provider(), state));
                }
            }
        } catch (RuntimeException failure) {
            shadows.values().forEach(KernelObject::destroy);
            log.accept(candidate.label() + " cannot take over " + mechanism + ": " + failure);
            return false;
        }
        shadows.forEach(Node::adopt);
        return true;
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
        Candidate<M> provider = current;
        if (provider == null) {
            throw new IpcException(Errno.ENOSYS, "no provider of " + mechanism + " is installed");
        }
        N node = maker.apply(created + 1);
        try {
            node.create(provider.provider());
        } catch (RuntimeException | Error failure) {
            node.ended();
            throw failure;
        }
        created++;
        nodes.put(node.id(), node);
        node.refer(1);
        return node;
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
        if (node.refer(change) == 0 && !node.named()) {
            nodes.remove(node.id());
            node.destroy();
        }
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

    /** Returns who serves, who else could, and how many objects there are. */
    public MechanismSnapshot snapshot() {
        mutex.lock();
        try {
            Candidate<M> serving = current;
            List<String> others = candidates.stream()
                    .filter(candidate -> candidate != serving)
                    .map(Candidate::label)
                    .toList();
            String provider = serving == null ? "" : serving.label();
            return new MechanismSnapshot(mechanism, provider, generation, nodes.size(), created, others);
        } finally {
            mutex.unlock();
        }
    }

    private void change(Runnable work) {
        scheduler.inside(() -> under(changing, work));
    }

    private void locked(Runnable work) {
        under(mutex, work);
    }

    private static void under(ShortLock lock, Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
