package ipc.examples.race;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.ExitStatus;
import ipc.api.Ipc;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.events.TicketEvents;
import ipc.kernel.Kernel;
import ipc.testkit.kernel.Watchdog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The program {@code race} in a kernel of its own. */
class RaceTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Kernel kernel = Kernel.live();

    @AfterEach
    void shouldKeepNothing() {
        assertThat(kernel.admin().objects()).isEmpty();
        assertThat(kernel.handles().count()).isZero();
    }

    /** Runs a race; waits outside the kernel, where this thread takes no turn from the runners. */
    private int race(String... arguments) {
        kernel.bind(new TicketEvents(kernel.scheduler(), kernel.memory()), "ipc.events", 0);
        Ipc ipc = kernel.bundle("test");
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Program race = (own, names) -> {
            int result = new Race().run(own, names);
            status.complete(result);
            return result;
        };
        int pid = ipc.spawn(SpawnOptions.program("race", race)
                        .arguments(List.of(arguments))
                        .out(new PrintStream(printed, true, UTF_8)))
                .pid();
        int result = status.orTimeout(Watchdog.limit().toMillis(), TimeUnit.MILLISECONDS)
                .join();
        ExitStatus end = ipc.waitFor(pid, Timeout.after(Watchdog.limit()));
        assertThat(Objects.requireNonNull(end, "the race does not end").status())
                .isEqualTo(result);
        return result;
    }

    private List<String> lines() {
        return printed.toString(UTF_8).lines().toList();
    }

    @Test
    void shouldGiveEachRunnerAPlace() {
        assertThat(race("-t", "600000", "anna", "ben", "carl")).isZero();

        assertThat(lines()).hasSize(3);
        assertThat(lines().stream().map(line -> line.substring(0, 3))).containsExactly("1. ", "2. ", "3. ");
        assertThat(lines().stream().map(line -> line.substring(3))).containsExactlyInAnyOrder("anna", "ben", "carl");
    }

    @Test
    void shouldRunTheSameRaceAgainUnderTheSameSeed() {
        kernel = Kernel.seeded(7);
        race("anna", "ben", "carl", "dora");
        List<String> once = lines();
        printed.reset();
        kernel = Kernel.seeded(7);
        race("anna", "ben", "carl", "dora");

        assertThat(lines()).isEqualTo(once).hasSize(4);
    }

    @Test
    void shouldEndWhenTheTimeIsUp() {
        kernel = Kernel.seeded(1);

        int late = race("-t", "0", "anna", "ben");

        assertThat(late).isEqualTo(2);
        assertThat(lines()).containsExactly("   anna is still running", "   ben is still running");
    }
}
