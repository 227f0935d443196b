package ipc.kernel.channels;

import ipc.api.kernel.ShortLock;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Luggage;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.schedule.KernelScheduler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Handles on their way in messages: how they arrive, and how those end that nobody can receive any more.
 *
 * <p>An end is out of reach if no process has a handle of it and every message that carries one waits at an end out of
 * reach: ends carried in a circle, and all that hangs on them. That can come about only when such a message is sent to
 * an end that is itself on its way, or when the last handle of an end on its way is closed; then the whole is looked
 * through, as Unix does with sockets in messages.
 */
final class Transit {
    private final Queue<Parcel> dead = new ConcurrentLinkedQueue<>();
    private final Supplier<Collection<ChannelNode>> channels;

    /** Arrivals and the search exclude each other. */
    private final ShortLock mutex;

    Transit(KernelScheduler scheduler, Supplier<Collection<ChannelNode>> channels) {
        this.mutex = scheduler.newMutex("handles on their way");
        this.channels = channels;
    }

    boolean hasDead() {
        return !dead.isEmpty();
    }

    void died(Parcel parcel) {
        dead.add(parcel);
    }

    /** Lets go of what died, and of what dies with it, one after the other however deep it was packed. */
    void bury() {
        for (Parcel parcel = dead.poll(); parcel != null; parcel = dead.poll()) {
            parcel.lost();
        }
    }

    /** Turns what a received message carried into handles of a process, which has reserved room for them. */
    List<OpenHandle> arrive(ChannelNode node, long cargo, KernelProcess process) {
        List<OpenHandle> arrived = new ArrayList<>();
        List<Luggage> missed = new ArrayList<>();
        mutex.lock();
        try {
            Parcel parcel = node.unload(cargo);
            for (Luggage each : parcel == null ? List.<Luggage>of() : parcel.luggage()) {
                arrive(each, process, arrived, missed);
            }
            if (!missed.isEmpty() && parcel != null) {
                died(new Parcel(parcel.to(), missed));
            }
        } finally {
            mutex.unlock();
        }
        return arrived;
    }

    /** A process that has ended meanwhile gets nothing. */
    private static void arrive(Luggage each, KernelProcess process, List<OpenHandle> arrived, List<Luggage> missed) {
        try {
            arrived.add(each.arrives(process));
        } catch (RuntimeException ended) {
            missed.add(each);
        }
    }

    /**
     * Something was sent to an end, or its last handle closed: if it is on its way itself, that may be out of reach
     * now.
     */
    void searchFor(ChannelDescription end) {
        if (end.isTravelling()) {
            search();
        }
    }

    /** Looks for ends that are out of reach; what carries them dies. */
    private void search() {
        mutex.lock();
        try {
            Collection<ChannelNode> all = channels.get();
            Set<ChannelDescription> reached = reached(all);
            for (ChannelNode node : all) {
                for (Parcel lost : node.parcelsFor(to -> to.isTravelling() && !reached.contains(to))) {
                    died(lost);
                }
            }
        } finally {
            mutex.unlock();
        }
    }

    private static Set<ChannelDescription> reached(Collection<ChannelNode> all) {
        Set<ChannelDescription> reached = new HashSet<>();
        Deque<ChannelDescription> next = new ArrayDeque<>();
        for (ChannelNode node : all) {
            node.ends().filter(end -> end.isOpen()).forEach(next::add);
        }
        for (@Nullable ChannelDescription end = next.poll(); end != null; end = next.poll()) {
            if (reached.add(end)) {
                end.node().carriedTo(end).forEach(next::add);
            }
        }
        return reached;
    }
}
