package ipc.kernel.waits;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Port;
import ipc.api.Port.Packet;
import ipc.api.Signal;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.ShortLock;
import ipc.api.kernel.WaitQueue;
import ipc.kernel.process.References;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.waits.Binding.Place;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The bindings of a port, and the line of those of which something has changed.
 *
 * <p>Whoever changes an object only puts its binding in line; the receiver looks whether a signal is asserted, outside
 * the lock, because that may have to wait for the object's provider.
 */
final class PortQueue {
    private final KernelScheduler scheduler;
    private final ShortLock lock;
    private final WaitQueue packets;
    private final Map<Binding.Key, Binding> bindings = new HashMap<>();
    private final LinkedHashSet<Binding> ready = new LinkedHashSet<>();

    /** Those of which time may assert a signal, the first one first; others wait for theirs at no cost. */
    private final NavigableSet<Binding> timed = new TreeSet<>(Binding.BY_TIME);

    private final References references = new References();
    private long bound;

    PortQueue(KernelScheduler scheduler) {
        this.scheduler = scheduler;
        this.lock = scheduler.newMutex("port");
        this.packets = scheduler.newWaitQueue("packets of a port");
        opened();
    }

    void bind(Binding binding) {
        lock.lock();
        try {
            if (bindings.size() >= Port.BINDINGS_MAX) {
                throw IpcException.of(Errno.ENOSPC, "bind to a port, limit %,d objects", Port.BINDINGS_MAX);
            }
            if (bindings.putIfAbsent(binding.key(), binding) != null) {
                throw new IpcException(
                        Errno.EEXIST,
                        "bind handle " + binding.key().handle().number() + " under key "
                                + binding.key().key() + " again");
            }
            binding.number = ++bound;
        } finally {
            lock.unlock();
        }
        binding.begin();
        if (hasEnded(binding)) { // before it began, so that whoever ended it had nothing to take back
            binding.takeBack();
        }
        changed(binding); // the first look is that of a receiver
    }

    private boolean hasEnded(Binding binding) {
        lock.lock();
        try {
            return binding.place == Place.ENDED;
        } finally {
            lock.unlock();
        }
    }

    /** Puts a binding in line; any thread. */
    void changed(Binding binding) {
        lock.lock();
        try {
            switch (binding.place) {
                case IDLE -> enqueue(binding);
                case LOOKING -> binding.place = Place.CHANGED;
                case READY, CHANGED, ENDED -> {
                    return;
                }
            }
        } finally {
            lock.unlock();
        }
        packets.wakeNext();
    }

    private void enqueue(Binding binding) {
        timed.remove(binding);
        binding.place = Place.READY;
        ready.add(binding);
    }

    /** Ends a binding; false if there is none. */
    boolean cancel(Binding.Key key) {
        lock.lock();
        Binding binding;
        boolean looking;
        try {
            binding = bindings.remove(key);
            looking = binding == null || isLookedAt(binding);
            if (binding != null) {
                end(binding);
            }
        } finally {
            lock.unlock();
        }
        if (binding != null && !looking) {
            binding.end();
        }
        return binding != null;
    }

    private static boolean isLookedAt(Binding binding) {
        return binding.place == Place.LOOKING || binding.place == Place.CHANGED;
    }

    private void end(Binding binding) {
        ready.remove(binding);
        timed.remove(binding);
        binding.place = Place.ENDED;
    }

    /** Takes a packet, waiting for it; null if the deadline is immediate and there is none. */
    @Nullable
    Packet receive(Deadline deadline) {
        long ticket = packets.ticket(); // before the look: a change between look and park is not lost
        Packet packet = next();
        while (packet == null && !deadline.immediate()) {
            packets.park(ticket, deadline, againNanos());
            ticket = packets.ticket();
            packet = next();
        }
        passOn();
        return packet;
    }

    /** A receiver that was woken may have been told of more than it takes. */
    private void passOn() {
        lock.lock();
        boolean more;
        try {
            more = !ready.isEmpty();
        } finally {
            lock.unlock();
        }
        if (more) {
            packets.wakeNext();
        }
    }

    private long againNanos() {
        lock.lock();
        try {
            return timed.isEmpty() ? Long.MAX_VALUE : timed.first().againNanos;
        } finally {
            lock.unlock();
        }
    }

    /** Looks at those in line until one is ready. */
    private @Nullable Packet next() {
        Binding binding = first();
        while (binding != null) {
            Set<Signal> asserted = look(binding);
            if (looked(binding, asserted) && !asserted.isEmpty()) {
                return new Packet(binding.key().key(), asserted);
            }
            binding = first();
        }
        return null;
    }

    private @Nullable Binding first() {
        lock.lock();
        try {
            enqueueDue();
            Binding binding = ready.isEmpty() ? null : ready.removeFirst();
            if (binding != null) {
                binding.place = Place.LOOKING;
            }
            return binding;
        } finally {
            lock.unlock();
        }
    }

    private void enqueueDue() {
        if (timed.isEmpty()) {
            return;
        }
        long now = scheduler.nowNanos();
        while (!timed.isEmpty() && timed.first().againNanos <= now) {
            enqueue(timed.first());
        }
    }

    /** If the call ends here, killed or because the provider fails, the next receiver is to look. */
    private Set<Signal> look(Binding binding) {
        boolean done = false;
        try {
            Set<Signal> asserted = binding.look();
            done = true;
            return asserted;
        } finally {
            if (!done) {
                backInLine(binding);
            }
        }
    }

    private void backInLine(Binding binding) {
        boolean ended;
        lock.lock();
        try {
            ended = binding.place == Place.ENDED;
            if (!ended) {
                enqueue(binding);
            }
        } finally {
            lock.unlock();
        }
        if (ended) {
            binding.end();
        } else {
            packets.wakeNext();
        }
    }

    /** After a look: whether its result is this receiver's to deliver. */
    private boolean looked(Binding binding, Set<Signal> asserted) {
        boolean ended;
        boolean delivers;
        lock.lock();
        try {
            delivers = binding.place != Place.ENDED;
            if (delivers) {
                settle(binding, !asserted.isEmpty());
            }
            ended = binding.place == Place.ENDED;
        } finally {
            lock.unlock();
        }
        if (ended) {
            binding.end();
        }
        return delivers;
    }

    private void settle(Binding binding, boolean asserted) {
        if (asserted && binding.once()) {
            bindings.remove(binding.key());
            end(binding);
        } else if (asserted || binding.place == Place.CHANGED) {
            enqueue(binding); // asserted: its turn comes again, after the others
        } else {
            binding.place = Place.IDLE;
            binding.againNanos = binding.lookedNanos();
            if (binding.againNanos != Long.MAX_VALUE) {
                timed.add(binding);
            }
        }
    }

    /** Another handle refers to the port. */
    void opened() {
        references.add("port");
    }

    /** A handle was closed, and no call through it is under way; with the last one all bindings end. */
    void closed() {
        if (references.remove()) {
            keys().forEach(this::cancel);
        }
    }

    private List<Binding.Key> keys() {
        lock.lock();
        try {
            return List.copyOf(bindings.keySet());
        } finally {
            lock.unlock();
        }
    }
}
