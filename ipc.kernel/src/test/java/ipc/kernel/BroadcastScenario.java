package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Ipc;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.events.Event;
import ipc.api.events.EventOptions;
import ipc.api.events.Events;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A crowd waits for a manual event, which is pulsed, or set and reset, as soon as all of them wait, again and again:
 * each time, each one passes once, also those whose threads run when the event is long reset, or in another provider.
 */
final class BroadcastScenario implements Program {
    private static final String NAME = "/sim-broadcast";
    private static final int CROWD = 4;
    private static final int BROADCASTS = 8;
    private static final int ROUNDS = 100_000;

    private final Random random;
    private final List<Program> beside;

    /** How many broadcasts there are so far, for those who passed the last one and go on. */
    private int broadcasts;

    private int passes;

    BroadcastScenario(long seed, Program... beside) {
        this.random = new Random(seed);
        this.beside = List.of(beside);
    }

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        Event event = ipc.face(Events.class).open(NAME, EventOptions.manual());
        List<IpcProcess> crowd =
                IntStream.range(0, CROWD).mapToObj(i -> spawn(ipc, this::waits)).toList();
        List<IpcProcess> others =
                beside.stream().map(program -> spawn(ipc, program)).toList();
        for (int i = 1; i <= BROADCASTS; i++) {
            broadcast(ipc, event, i * CROWD);
        }
        crowd.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        others.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        assertThat(passes).isEqualTo(BROADCASTS * CROWD);
        event.close();
        return 0;
    }

    private static IpcProcess spawn(Ipc ipc, Program program) {
        return ipc.spawn(SpawnOptions.program("user", program));
    }

    private void broadcast(Ipc ipc, Event event, int passesThen) {
        await(ipc, () -> event.status().waiting() == CROWD);
        if (random.nextBoolean()) {
            assertThat(event.pulse()).isFalse();
        } else {
            assertThat(event.set()).isFalse();
            assertThat(event.reset()).isTrue();
        }
        await(ipc, () -> passes >= passesThen);
        assertThat(passes).as("passes after a broadcast").isEqualTo(passesThen);
        broadcasts++;
    }

    private static void await(Ipc ipc, BooleanSupplier condition) {
        for (int round = 0; !condition.getAsBoolean(); round++) {
            assertThat(round).as("rounds until the crowd has moved").isLessThan(ROUNDS);
            ipc.yieldNow();
        }
    }

    private int waits(Ipc ipc, List<String> arguments) {
        ipc.self().priority(random.nextInt(32));
        Event event = ipc.face(Events.class).open(NAME, EventOptions.existing());
        for (int i = 1; i <= BROADCASTS; i++) {
            event.await();
            passes++;
            int others = i;
            await(ipc, () -> broadcasts >= others);
        }
        return 0;
    }
}
