package ipc.kernel.channels;

import ipc.api.channels.ChannelOptions;
import ipc.api.kernel.WaitQueue;
import ipc.kernel.process.MovingCaller;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections of a listener that have been idle, or there, for too long, or one of whose ends shows no life.
 *
 * <p>No time is noted when a message moves: a thread, which runs while there are connections, looks eight times within
 * the limit whether something has.
 */
final class ConnectionLimits {
    private static final int LOOKS = 8;

    private final String title;
    private final Connections connections;
    private final ChannelServices services;
    private final long idleMaxNanos;
    private final long ageMaxNanos;
    private final long silenceMaxNanos;
    private final WaitQueue changed;

    /** Before another look at a connection that could not be closed. */
    private final long pauseNanos;

    private final AtomicBoolean running = new AtomicBoolean();
    private final LongAdder expired = new LongAdder();

    ConnectionLimits(String title, Connections connections, ChannelServices services) {
        ChannelOptions options = connections.each();
        this.title = title;
        this.connections = connections;
        this.services = services;
        this.idleMaxNanos = nanos(options.idleMax());
        this.ageMaxNanos = nanos(options.ageMax());
        this.silenceMaxNanos = nanos(options.keepAliveMax());
        this.pauseNanos = Math.max(1, soonest(idleMaxNanos, ageMaxNanos, silenceMaxNanos) / LOOKS);
        this.changed = services.scheduler().newWaitQueue("connections of " + title);
    }

    private static long soonest(long idle, long age, long silence) {
        return Math.min(Math.min(idle, age), silence);
    }

    private static long nanos(@Nullable Duration limit) {
        if (limit == null) {
            return Long.MAX_VALUE;
        }
        try {
            return limit.toNanos();
        } catch (ArithmeticException centuries) {
            return Long.MAX_VALUE;
        }
    }

    /** Returns how many connections were closed. */
    long expired() {
        return expired.sum();
    }

    /** There is a connection more. */
    void connected() {
        if (soonest(idleMaxNanos, ageMaxNanos, silenceMaxNanos) == Long.MAX_VALUE) {
            return;
        }
        if (running.compareAndSet(false, true)) {
            services.scheduler()
                    .start("limits of " + title, services.foundation().observer(), this::watch);
        } else {
            changed.wake(1); // the update of the map of connections, or of running, is the fence that wake() asks for
        }
    }

    /** There is a connection less. */
    void disconnected() {
        if (running.get()) {
            changed.wake(1); // the update of the map of connections is the fence that wake() asks for
        }
    }

    private void watch() {
        MovingCaller mover = new MovingCaller(services.foundation().processes().first());
        while (isNeeded()) {
            long ticket = changed.ticket();
            services.gate().visit(mover, this::closeExpired);
            services.transit().bury();
            long next = next();
            if (next != Long.MAX_VALUE) {
                changed.park(ticket, TaskDeadline.NEVER, next);
            }
        }
    }

    /** Tells whether there are connections; if there are none, the next one starts another thread. */
    private boolean isNeeded() {
        if (!connections.all().isEmpty()) {
            return true;
        }
        running.set(false);
        return !connections.all().isEmpty() && running.compareAndSet(false, true);
    }

    /** Returns the ends at which somebody waits; none unless signs of life are asked for: it looks at all calls. */
    Set<ChannelDescription> waiting() {
        if (silenceMaxNanos == Long.MAX_VALUE) {
            return Set.of();
        }
        Set<ChannelDescription> ends = new HashSet<>();
        services.scheduler().tasks(Task::waits).forEach(task -> {
            if (task.caller() instanceof ChannelUser user) {
                ends.add(user.end());
            }
        });
        return ends;
    }

    private void closeExpired() {
        long now = services.scheduler().nowNanos();
        Set<ChannelDescription> waiting = waiting();
        for (Connection connection : connections.all()) {
            try {
                connection.look(waiting, now);
                closeIfExpired(connection, now);
            } catch (RuntimeException failure) {
                services.foundation()
                        .log()
                        .accept("limits of " + title + ": " + services.gate().blamed(failure));
            }
        }
    }

    private void closeIfExpired(Connection connection, long now) {
        if (connection.idleNanos(now) >= idleMaxNanos
                || connection.ageNanos(now) >= ageMaxNanos
                || connection.silentNanos(now) >= silenceMaxNanos) {
            expired.increment(); // before anybody can find the connection closed
            if (!connection.node().disconnected()) {
                expired.decrement();
            }
        }
    }

    /** Returns when to look again, on the kernel's clock. */
    private long next() {
        long now = services.scheduler().nowNanos();
        long soonest = Long.MAX_VALUE;
        for (Connection connection : connections.all()) {
            long idleLeft = untilNextLook(idleMaxNanos, connection.idleNanos(now));
            long silenceLeft = untilNextLook(silenceMaxNanos, connection.silentNanos(now));
            long left = soonest(idleLeft, ageMaxNanos - connection.ageNanos(now), silenceLeft);
            soonest = Math.min(soonest, left > 0 ? left : pauseNanos);
        }
        return soonest == Long.MAX_VALUE ? Long.MAX_VALUE : now + soonest;
    }

    private static long untilNextLook(long maxNanos, long passedNanos) {
        return Math.min(maxNanos - passedNanos, maxNanos / LOOKS);
    }
}
