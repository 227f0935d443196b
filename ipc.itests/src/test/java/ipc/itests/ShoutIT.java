package ipc.itests;

import static ipc.itests.container.Parts.bundle;
import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.ExitStatus;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.itests.container.InContainer;
import ipc.testkit.kernel.Watchdog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The program {@code shout} prints what its server answers. */
@InContainer
class ShoutIT extends FelixClient {
    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.channels"), bundle("ipc.examples"));
    }

    @Test
    void shouldPrintTheAnswersInTheirOrder() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        await(() -> admin().programs().contains("shout"));

        int pid = ipc().spawn(SpawnOptions.program("shout")
                        .arguments(List.of("to", "be", "not"))
                        .out(new PrintStream(printed, true, UTF_8)))
                .pid();
        ExitStatus status = ipc().waitFor(pid, Timeout.after(Watchdog.limit()));

        assertThat(status).isNotNull().matches(end -> end.status() == 0);
        assertThat(printed.toString(UTF_8).lines()).containsExactly("TO", "BE", "NOT");
        assertThat(admin().objects()).isEmpty();
    }
}
