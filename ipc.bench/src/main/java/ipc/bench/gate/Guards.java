package ipc.bench.gate;

import ipc.api.mq.spi.QueueObject;
import ipc.bench.gate.NullQueues.NullQueue;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.StampedLock;

/** The guards that are compared. All call an object that does nothing. */
public final class Guards {
    public static final String GATE = "ours: gate";
    public static final String FACE = "ours: face";
    public static final String DIRECT = "direct call";
    public static final String VOLATILE = "volatile field";
    public static final String FLAG = "in-flight flag, no fence";
    public static final String FENCED_FLAG = "in-flight flag, full fence";
    public static final String ADDER = "LongAdder in and out";
    public static final String ATOMIC = "AtomicInteger";
    public static final String STAMPED = "StampedLock read";

    /** The guards of others. */
    public static final List<String> PEERS = List.of(DIRECT, VOLATILE, FLAG, FENCED_FLAG, ADDER, ATOMIC, STAMPED);

    private static final long NEVER = Long.MAX_VALUE;

    private Guards() {}

    static GuardedCall open(String name) {
        return switch (name) {
            case GATE -> OurGuards.gate();
            case FACE -> OurGuards.face();
            case DIRECT -> direct(new NullQueue());
            case VOLATILE -> swappable();
            case FLAG -> flag(new Provider());
            case FENCED_FLAG -> fencedFlag(new Provider());
            case ADDER -> adder(new Provider());
            case ATOMIC -> atomic(new Provider());
            case STAMPED -> stamped(new Provider());
            default -> throw new IllegalArgumentException("no guard is called " + name);
        };
    }

    /** Where a provider can be replaced. */
    private static final class Provider {
        private volatile QueueObject object = new NullQueue();
    }

    static boolean call(QueueObject object, ByteBuffer message) {
        return object.send(message, 0, NEVER, TaskDeadline.NOW);
    }

    private static GuardedCall direct(QueueObject object) {
        return (mine, message) -> call(object, message);
    }

    private static GuardedCall swappable() {
        Provider provider = new Provider();
        return (mine, message) -> call(provider.object, message);
    }

    private static GuardedCall flag(Provider provider) {
        return (mine, message) -> {
            mine.enter();
            try {
                return call(provider.object, message);
            } finally {
                mine.leave();
            }
        };
    }

    private static GuardedCall fencedFlag(Provider provider) {
        return (mine, message) -> {
            mine.enterFenced();
            try {
                return call(provider.object, message);
            } finally {
                mine.leave();
            }
        };
    }

    private static GuardedCall adder(Provider provider) {
        LongAdder entered = new LongAdder();
        LongAdder left = new LongAdder();
        return (mine, message) -> {
            entered.increment();
            try {
                return call(provider.object, message);
            } finally {
                left.increment();
            }
        };
    }

    private static GuardedCall atomic(Provider provider) {
        AtomicInteger inside = new AtomicInteger();
        return (mine, message) -> {
            inside.getAndIncrement();
            try {
                return call(provider.object, message);
            } finally {
                inside.getAndDecrement();
            }
        };
    }

    private static GuardedCall stamped(Provider provider) {
        StampedLock lock = new StampedLock();
        return (mine, message) -> {
            long stamp = lock.readLock();
            try {
                return call(provider.object, message);
            } finally {
                lock.unlockRead(stamp);
            }
        };
    }
}
