package ipc.bench;

import static ipc.bench.Peer.limit;
import static ipc.bench.Peer.to;
import static ipc.bench.Peer.without;
import static ipc.bench.Work.nanos;

import ipc.bench.channels.ChannelCallBenchmark;
import ipc.bench.channels.ChannelFanInBenchmark;
import ipc.bench.channels.ChannelLines;
import ipc.bench.channels.ChannelLoanBenchmark;
import ipc.bench.channels.ChannelMessagesBenchmark;
import ipc.bench.channels.ChannelSpinBenchmark;
import ipc.bench.events.BroadcastBenchmark;
import ipc.bench.events.BusBenchmark;
import ipc.bench.events.OpenBenchmark;
import ipc.bench.events.Sign;
import ipc.bench.events.TimerBenchmark;
import ipc.bench.events.TurnBenchmark;
import ipc.bench.gate.GateBenchmark;
import ipc.bench.gate.Guards;
import ipc.bench.mq.GrowthBenchmark;
import ipc.bench.mq.Lines;
import ipc.bench.mq.MessagesBenchmark;
import ipc.bench.mq.PingPongBenchmark;
import ipc.bench.mq.SoloBenchmark;
import ipc.bench.mq.TransferBenchmark;
import ipc.bench.pipes.BlocksBenchmark;
import ipc.bench.pipes.GiftBenchmark;
import ipc.bench.pipes.PipeBenchmark;
import ipc.bench.pipes.RoundTripBenchmark;
import ipc.bench.pipes.Tubes;
import ipc.bench.seeded.ScheduleBenchmark;
import ipc.bench.sync.CrowdBenchmark;
import ipc.bench.sync.DoorBenchmark;
import ipc.bench.sync.Doors;
import ipc.bench.sync.MeetingBenchmark;
import ipc.bench.sync.TokenBenchmark;
import ipc.bench.sync.Tokens;
import ipc.bench.waitqueue.WakeBenchmark;
import ipc.bench.waits.EightBenchmark;
import ipc.bench.waits.PortBenchmark;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All works with their peers and goals. */
final class Catalogue {
    private static final double GROWTH_MAX = 1.5;
    private static final double SCHEDULES_A_SECOND = 5000;
    private static final double BYTES_A_MESSAGE = 1;
    private static final double FENCED_FLAG_TIMES = 2.5;
    private static final double PAUSE_MICROS = 1_000;
    private static final double HIGH_PAUSE_MICROS = 5_000;

    private Catalogue() {}

    static List<Work> works() {
        return Stream.of(
                        solo(),
                        transfer(),
                        messages(),
                        growth(),
                        channels(),
                        conversations(),
                        pipes(),
                        blocks(),
                        sync(),
                        sharing(),
                        events(),
                        timers(),
                        buses(),
                        waits(),
                        gate(),
                        swap(),
                        others())
                .flatMap(List::stream)
                .toList();
    }

    static List<Work> works(Set<Group> groups) {
        return works().stream().filter(work -> groups.contains(work.group())).toList();
    }

    private static Sample solo(String method, String queue) {
        return Sample.of(SoloBenchmark.class, method).with("queue", queue);
    }

    private static List<Work> solo() {
        Sample ours = solo("pair", Lines.OURS);
        return List.of(
                nanos(
                        Group.MQ,
                        "solo: send+receive pair, 64 B, 32 priorities in turn",
                        ours,
                        to(1.0, Lines.ARRAY, solo("pair", Lines.ARRAY)),
                        to(10.0, CProgram.Work.POSIX_MQ.peer(), CProgram.Work.POSIX_MQ.sample())),
                nanos(
                        Group.MQ,
                        "solo: pair, in bursts of 32 priorities at once",
                        solo("burst", Lines.OURS),
                        to(1.0, Lines.ARRAY, solo("burst", Lines.ARRAY))),
                new Work(
                        Group.MQ,
                        "solo: allocation",
                        "B",
                        Better.LOWER,
                        ours.figure(Sample.ALLOCATION),
                        List.of(limit(BYTES_A_MESSAGE))));
    }

    private static List<Work> transfer() {
        return List.of(
                transfer(TransferBenchmark.ONE_TO_ONE, true),
                transfer(TransferBenchmark.FOUR_TO_FOUR, true),
                transfer(TransferBenchmark.THOUSAND_TO_THOUSAND, true),
                transfer(TransferBenchmark.ONE_TO_ONE_PLATFORM, false));
    }

    private static Work transfer(String shape, boolean goals) {
        Sample sample = Sample.of(TransferBenchmark.class, "move").with("shape", shape);
        Sample array = sample.with("queue", Lines.ARRAY);
        Sample priority = sample.with("queue", Lines.PRIORITY);
        return nanos(
                Group.MQ,
                "transfer: 64 B, " + shape,
                sample.with("queue", Lines.OURS),
                goals ? to(2.0, Lines.PRIORITY, priority) : without(Lines.PRIORITY, priority),
                goals ? to(1.0, Lines.ARRAY, array) : without(Lines.ARRAY, array),
                without(Lines.ARRAY_BYTES, sample.with("queue", Lines.ARRAY_BYTES)));
    }

    private static List<Work> messages() {
        Sample rounds = Sample.of(PingPongBenchmark.class, "rounds");
        return List.of(
                messages("64", "64 B"),
                messages("1024", "1 KiB"),
                nanos(
                        Group.MQ,
                        "ping-pong: blocked virtual threads, two queues",
                        rounds.with("queue", Lines.OURS),
                        to(1.0, Lines.SYNCHRONOUS, rounds.with("queue", Lines.SYNCHRONOUS))));
    }

    private static Work messages(String bytes, String size) {
        Sample sample = Sample.of(MessagesBenchmark.class, "move").with("bytes", bytes);
        return nanos(
                Group.MQ,
                "messages: " + size + " copied, 1x1 platform",
                sample.with("queue", Lines.OURS),
                to(2.0, Lines.ARRAY_BYTES, sample.with("queue", Lines.ARRAY_BYTES)),
                to(1.0, Lines.AERON, sample.with("queue", Lines.AERON)),
                without(Lines.AGRONA, sample.with("queue", Lines.AGRONA)));
    }

    private static List<Work> channels() {
        Sample moved = Sample.of(ChannelMessagesBenchmark.class, "move");
        Sample small = moved.with("bytes", "64");
        Sample large = moved.with("bytes", "1024");
        Sample many = Sample.of(ChannelFanInBenchmark.class, "move");
        Sample loans = Sample.of(ChannelLoanBenchmark.class, "move");
        return List.of(
                nanos(
                        Group.CHANNELS,
                        "channel: 64 B copied, 1x1 platform",
                        small.with("queue", Lines.OURS),
                        to(1.0, Lines.AGRONA, small.with("queue", Lines.AGRONA)),
                        to(1.5, Lines.AERON, small.with("queue", Lines.AERON))),
                nanos(
                        Group.CHANNELS,
                        "channel: 1 KiB copied, 1x1 platform",
                        large.with("queue", Lines.OURS),
                        to(0.9, Lines.AGRONA, large.with("queue", Lines.AGRONA))),
                nanos(
                        Group.CHANNELS,
                        "channel: 64 B copied, 4x1 platform",
                        many.with("queue", Lines.OURS),
                        to(1.0, ChannelLines.MANY_TO_ONE, many.with("queue", ChannelLines.MANY_TO_ONE))),
                nanos(
                        Group.CHANNELS,
                        "channel: 64 B in place, 1x1 platform",
                        loans.with("queue", ChannelLines.LOANS),
                        to(1.0, ChannelLines.CLAIMS, loans.with("queue", ChannelLines.CLAIMS))));
    }

    private static List<Work> conversations() {
        return List.of(
                nanos(
                        Group.CHANNELS,
                        "channel: call and reply, blocked virtual threads",
                        Sample.of(ChannelCallBenchmark.class, "calls"),
                        to(1.0, Lines.SYNCHRONOUS, Sample.of(ChannelCallBenchmark.class, "synchronousQueues"))),
                nanos(
                        Group.CHANNELS,
                        "channel: round trip, two spinning platform threads",
                        Sample.of(ChannelSpinBenchmark.class, "rounds"),
                        to(0.8, ChannelLines.JCTOOLS, Sample.of(ChannelSpinBenchmark.class, "queues"))),
                new Work(
                        Group.CHANNELS,
                        "channel: allocation of a pair",
                        "B",
                        Better.LOWER,
                        Sample.of(ChannelCallBenchmark.class, "pair").figure(Sample.ALLOCATION),
                        List.of(limit(BYTES_A_MESSAGE))),
                new Work(
                        Group.CHANNELS,
                        "channel: allocation of a pair in place",
                        "B",
                        Better.LOWER,
                        Sample.of(ChannelCallBenchmark.class, "pairInPlace").figure(Sample.ALLOCATION),
                        List.of(limit(BYTES_A_MESSAGE))));
    }

    private static List<Work> growth() {
        return List.of(
                growth("pair", "growth: pair, ", GrowthBenchmark.WIDE),
                growth("pair", "growth: pair, ", GrowthBenchmark.DEEP),
                growth("fifo", "growth: pair in one priority, ", GrowthBenchmark.DEEP));
    }

    private static Work growth(String method, String name, String size) {
        Sample sample = Sample.of(GrowthBenchmark.class, method);
        return nanos(
                Group.MQ,
                name + size,
                sample.with("size", size),
                to(1 / GROWTH_MAX, "ours, " + GrowthBenchmark.SMALL, sample.with("size", GrowthBenchmark.SMALL)));
    }

    private static List<Work> pipes() {
        Sample pair = Sample.of(PipeBenchmark.class, "pair");
        Sample rounds = Sample.of(RoundTripBenchmark.class, "rounds");
        Sample ours = pair.with("tube", Tubes.OURS);
        return List.of(
                nanos(
                        Group.PIPES,
                        "pipe: write+read, 64 B, one thread",
                        ours,
                        to(1.0, Tubes.PIPED, pair.with("tube", Tubes.PIPED)),
                        to(10.0, Tubes.NIO, pair.with("tube", Tubes.NIO))),
                new Work(
                        Group.PIPES,
                        "pipe: allocation",
                        "B",
                        Better.LOWER,
                        ours.figure(Sample.ALLOCATION),
                        List.of(limit(BYTES_A_MESSAGE))),
                nanos(
                        Group.PIPES,
                        "pipe: round trip, 64 B, blocked virtual threads",
                        rounds.with("tube", Tubes.OURS),
                        to(10.0, Tubes.NIO, rounds.with("tube", Tubes.NIO))));
    }

    private static List<Work> blocks() {
        Sample blocks = Sample.of(BlocksBenchmark.class, "blocks");
        Sample virtual = blocks.with("virtual", "true");
        Sample platform = blocks.with("virtual", "false");
        return List.of(
                nanos(
                        Group.PIPES,
                        "pipe: 64 KiB blocks, virtual",
                        virtual.with("tube", Tubes.OURS),
                        to(5.0, Tubes.NIO, virtual.with("tube", Tubes.NIO)),
                        to(0.6, CProgram.Work.RING.peer(), CProgram.Work.RING.sample()),
                        without(Tubes.UNIX, virtual.with("tube", Tubes.UNIX))),
                nanos(
                        Group.PIPES,
                        "pipe: 64 KiB blocks, platform",
                        platform.with("tube", Tubes.OURS),
                        without(Tubes.NIO, platform.with("tube", Tubes.NIO)),
                        to(1.0, Tubes.UNIX, platform.with("tube", Tubes.UNIX))),
                nanos(
                        Group.PIPES,
                        "pipe: gifted 64 KiB buffers, virtual",
                        Sample.of(GiftBenchmark.class, "blocks"),
                        to(20.0, Tubes.NIO, virtual.with("tube", Tubes.NIO))));
    }

    private static List<Work> sync() {
        Sample pair = Sample.of(DoorBenchmark.class, "pair");
        return List.of(
                nanos(
                        Group.SYNC,
                        "semaphore: acquire+release, one thread",
                        pair.with("door", Doors.SEMAPHORE),
                        to(1.2, Doors.JDK_SEMAPHORE, pair.with("door", Doors.JDK_SEMAPHORE))),
                nanos(
                        Group.SYNC,
                        "mutex: lock+unlock, one thread",
                        pair.with("door", Doors.MUTEX),
                        to(0.9, Doors.JDK_LOCK, pair.with("door", Doors.JDK_LOCK))),
                new Work(
                        Group.SYNC,
                        "mutex: allocation",
                        "B",
                        Better.LOWER,
                        pair.with("door", Doors.MUTEX).figure(Sample.ALLOCATION),
                        List.of(limit(BYTES_A_MESSAGE))),
                crowd(Doors.SEMAPHORE, Doors.JDK_SEMAPHORE, "2", "100", 2.0),
                crowd(Doors.SEMAPHORE, Doors.JDK_SEMAPHORE, "2", "1", 1.0),
                crowd(Doors.SEMAPHORE, Doors.JDK_SEMAPHORE, "8", "1", 1.0),
                crowd(Doors.MUTEX, Doors.JDK_LOCK, "2", "1", 1.0),
                crowd(Doors.MUTEX, Doors.JDK_LOCK, "8", "1", 1.0),
                token(Tokens.SEMAPHORE, Tokens.JDK_SEMAPHORE),
                token(Tokens.CONDITION, Tokens.JDK_CONDITION));
    }

    /** Without goals, until there are figures to take them from. */
    private static List<Work> sharing() {
        Sample pair = Sample.of(DoorBenchmark.class, "pair");
        Sample two =
                Sample.of(CrowdBenchmark.class, "pairs").with("threads", "2").with("permits", "1");
        return List.of(
                shared("read-write lock: read and unlock, one thread", pair, Doors.READING, Doors.JDK_READING),
                shared("read-write lock: write and unlock, one thread", pair, Doors.WRITING, Doors.JDK_WRITING),
                shared("read-write lock: 2 virtual threads read", two, Doors.READING, Doors.JDK_READING),
                nanos(
                        Group.SYNC,
                        "barrier: 4 virtual threads meet",
                        Sample.of(MeetingBenchmark.class, "barrier"),
                        without("CyclicBarrier", Sample.of(MeetingBenchmark.class, "cyclicBarrier"))));
    }

    private static Work shared(String name, Sample sample, String ours, String theirs) {
        return nanos(Group.SYNC, name, sample.with("door", ours), without(theirs, sample.with("door", theirs)));
    }

    private static Work crowd(String ours, String theirs, String threads, String permits, double goal) {
        Sample pairs = Sample.of(CrowdBenchmark.class, "pairs")
                .with("threads", threads)
                .with("permits", permits);
        return nanos(
                Group.SYNC,
                ours + ": " + threads + " virtual threads, " + permits + " at once",
                pairs.with("door", ours),
                to(goal, theirs, pairs.with("door", theirs)));
    }

    private static Work token(String ours, String theirs) {
        Sample rounds = Sample.of(TokenBenchmark.class, "rounds");
        return nanos(
                Group.SYNC,
                ours + ": round trip, blocked virtual threads",
                rounds.with("token", ours),
                to(1.5, theirs, rounds.with("token", theirs)));
    }

    private static List<Work> events() {
        Sample pass = Sample.of(OpenBenchmark.class, "pass");
        Sample broadcast = Sample.of(BroadcastBenchmark.class, "broadcast");
        return List.of(
                nanos(
                        Group.EVENTS,
                        "event: wait for a manual one that is set",
                        pass.with("sign", Sign.EVENT),
                        to(0.3, Sign.LATCH, pass.with("sign", Sign.LATCH))),
                new Work(
                        Group.EVENTS,
                        "event: allocation",
                        "B",
                        Better.LOWER,
                        pass.with("sign", Sign.EVENT).figure(Sample.ALLOCATION),
                        List.of(limit(BYTES_A_MESSAGE))),
                nanos(
                        Group.EVENTS,
                        "event: round trip by automatic ones, blocked virtual threads",
                        Sample.of(TurnBenchmark.class, "events"),
                        to(1.5, Sign.LATCH, Sample.of(TurnBenchmark.class, "latches"))),
                nanos(
                        Group.EVENTS,
                        "event: broadcast to 1,000 blocked virtual threads",
                        broadcast.with("sign", Sign.EVENT),
                        to(1.0, Sign.LATCH, broadcast.with("sign", Sign.LATCH))));
    }

    /** Without goals, but that the number of armed timers is not to matter. */
    private static List<Work> timers() {
        return List.of(
                timer("timer: set and cancelled, 10,000 armed", "setAndCancel", "scheduleAndCancel"),
                timer("timer: due and received at a port, 10,000 armed", "deliver", "scheduleAndGet"));
    }

    private static Work timer(String name, String ours, String theirs) {
        Sample mine = Sample.of(TimerBenchmark.class, ours);
        return nanos(
                Group.EVENTS,
                name,
                mine.with("armed", TimerBenchmark.MANY),
                without(
                        "ScheduledThreadPoolExecutor",
                        Sample.of(TimerBenchmark.class, theirs).with("armed", TimerBenchmark.MANY)),
                to(0.8, "ours, 10 armed", mine.with("armed", TimerBenchmark.FEW)));
    }

    /** Without goals. */
    private static List<Work> buses() {
        return List.of(bus(BusBenchmark.ONE), bus(BusBenchmark.SEVERAL));
    }

    private static Work bus(String subscribers) {
        return nanos(
                Group.EVENTS,
                "bus: 64 B to subscribers: " + subscribers,
                Sample.of(BusBenchmark.class, "publish").with("subscribers", subscribers),
                without(
                        "SubmissionPublisher",
                        Sample.of(BusBenchmark.class, "submit").with("subscribers", subscribers)));
    }

    private static List<Work> waits() {
        Sample deliver = Sample.of(PortBenchmark.class, "deliver");
        return List.of(
                eight("any", "waits: any of 8, the last ready", "anyOf"),
                eight("all", "waits: all of 8, all ready", "allOf"),
                new Work(
                        Group.WAITS,
                        "waits: allocation of all of 8",
                        "B",
                        Better.LOWER,
                        Sample.of(EightBenchmark.class, "all").figure(Sample.ALLOCATION),
                        List.of(limit(BYTES_A_MESSAGE))),
                nanos(
                        Group.WAITS,
                        "waits: port, 10,000 bound and idle",
                        deliver.with("idle", PortBenchmark.MANY),
                        to(0.8, "ours, 10 idle", deliver.with("idle", PortBenchmark.FEW))));
    }

    private static Work eight(String ours, String name, String theirs) {
        return nanos(
                Group.WAITS,
                name,
                Sample.of(EightBenchmark.class, ours),
                to(8.0, "CompletableFuture." + theirs, Sample.of(EightBenchmark.class, theirs)));
    }

    private static List<Work> swap() {
        return List.of(
                pause("swap: gate closed, 1,000 messages, 64 blocked calls, median", SwapProbe.MEDIAN, PAUSE_MICROS),
                pause("swap: gate closed, the same, 99th percentile", SwapProbe.HIGH, HIGH_PAUSE_MICROS),
                nanos(
                        Group.GATE,
                        "swap: 8x8 virtual while swapping 10 times a second",
                        SwapProbe.SWAPPING,
                        to(0.9, "ours, no swaps", SwapProbe.ALONE)));
    }

    private static Work pause(String name, Sample ours, double micros) {
        return new Work(
                Group.GATE,
                name,
                "µs",
                Better.LOWER,
                ours,
                List.of(limit(micros), without("stop and start of a bare bundle", SwapProbe.BUNDLE)));
    }

    private static List<Work> gate() {
        return List.of(
                gate("alone", Guards.FACE, "gate: call through the face, 1 thread"),
                gate("two", Guards.FACE, "gate: call through the face, 2 threads"),
                gate("alone", Guards.GATE, "gate: the gate only, 1 thread"),
                gate("two", Guards.GATE, "gate: the gate only, 2 threads"));
    }

    private static Work gate(String method, String ours, String name) {
        Sample sample = Sample.of(GateBenchmark.class, method);
        List<Peer> peers = new ArrayList<>();
        for (String guard : Guards.PEERS) {
            Sample other = sample.with("guard", guard);
            peers.add(guard.equals(Guards.FENCED_FLAG) ? to(FENCED_FLAG_TIMES, guard, other) : without(guard, other));
        }
        return new Work(Group.GATE, name, "ns", Better.LOWER, sample.with("guard", ours), peers);
    }

    private static List<Work> others() {
        return List.of(
                nanos(
                        Group.WAITQUEUE,
                        "wait queue: wake and run, ping-pong, virtual",
                        Sample.of(WakeBenchmark.class, "ours"),
                        to(1.5, "LockSupport", Sample.of(WakeBenchmark.class, "lockSupport"))),
                new Work(
                        Group.SEEDED,
                        "seeded scheduler: schedules with 4 processes",
                        "1/s",
                        Better.HIGHER,
                        Sample.of(ScheduleBenchmark.class, "schedules"),
                        List.of(limit(SCHEDULES_A_SECOND))));
    }
}
