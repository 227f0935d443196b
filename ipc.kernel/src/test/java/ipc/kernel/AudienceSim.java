package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.admin.SwapOptions;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.Channels;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.spi.ChannelMechanism;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.channels.RingChannels;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Whoever connects while a listener sends to all gets the last messages and each later one, once and in order. */
class AudienceSim {
    private static final String NAME = "/news";
    private static final int SEEDS = 2_000;
    private static final int MESSAGES = 8;
    private static final int KEPT = 3;
    private static final int LISTENERS = 3;

    @Test
    void shouldGiveEachMessageOnceToWhoeverJoinsAtAnyMoment() {
        explore(SEEDS, RingChannels::new);
    }

    @Test
    void shouldFindALostWakeUp() {
        assertThatThrownBy(() -> explore(SEEDS, Planted::losingWakesOfChannels)).hasMessageContaining("seed");
    }

    private static void explore(int seeds, BiFunction<Scheduler, Memory, ChannelMechanism> provider) {
        Simulation.explore(seeds, seed -> run(seed, provider));
    }

    private static void run(long seed, BiFunction<Scheduler, Memory, ChannelMechanism> provider) {
        Random random = new Random(seed);
        Simulation simulation = new Simulation(seed);
        Kernel kernel = simulation.kernel();
        kernel.bind(provider.apply(kernel.scheduler(), kernel.memory()), "one", 1);
        kernel.bind(provider.apply(kernel.scheduler(), kernel.memory()), "other", 0);
        long memory = kernel.memory().usedBytes();
        simulation.run((ipc, arguments) -> {
            List<IpcProcess> all = new ArrayList<>();
            all.add(ipc.spawn(SpawnOptions.program("sender", (own, none) -> send(own, random))));
            for (int i = 0; i < LISTENERS; i++) {
                all.add(ipc.spawn(SpawnOptions.program("joiner", (own, none) -> join(own, random))));
            }
            if (random.nextBoolean()) {
                ipc.sleep(Duration.ofNanos(random.nextInt(5_000)));
                kernel.admin().swap("channels", SwapOptions.toBest());
            }
            all.forEach(each ->
                    assertThat(ipc.waitFor(each.pid(), Timeout.forever())).matches(end -> end.status() == 0));
            assertThat(kernel.memory().usedBytes()).isEqualTo(memory);
            return 0;
        });
    }

    private static int send(Ipc ipc, Random random) {
        DirectionOptions each =
                DirectionOptions.standard().depthMax(MESSAGES).bytesMax(64).messageBytesMax(4);
        ChannelOptions options = ChannelOptions.standard().both(each).history(KEPT);
        try (ChannelListener listener = ipc.face(Channels.class).listen(NAME, options)) {
            for (int i = 1; i <= MESSAGES; i++) {
                listener.broadcast(ByteBuffer.allocate(4).putInt(i).flip(), 0);
                ipc.sleep(Duration.ofNanos(random.nextInt(400)));
            }
            for (int i = 0; i < LISTENERS; i++) {
                listener.accept(Timeout.forever()).awaitClosed(Timeout.forever());
            }
        }
        return 0;
    }

    private static int join(Ipc ipc, Random random) {
        ipc.sleep(Duration.ofNanos(random.nextInt(4_000)));
        List<Integer> got = new ArrayList<>();
        try (Channel channel = connect(ipc)) {
            ByteBuffer buffer = ByteBuffer.allocate(4);
            do {
                channel.receive(buffer.clear());
                got.add(buffer.getInt(0));
            } while (got.getLast() < MESSAGES);
        }
        assertThat(got).hasSizeGreaterThanOrEqualTo(KEPT);
        for (int i = 1; i < got.size(); i++) {
            assertThat(got.get(i)).as("after %d in %s", got.get(i - 1), got).isEqualTo(got.get(i - 1) + 1);
        }
        return 0;
    }

    private static Channel connect(Ipc ipc) {
        while (true) {
            try {
                return ipc.face(Channels.class).connect(NAME, Timeout.forever());
            } catch (IpcException early) {
                assertThat(early.errno()).isEqualTo(Errno.ENOENT);
                ipc.sleep(Duration.ofNanos(10));
            }
        }
    }
}
