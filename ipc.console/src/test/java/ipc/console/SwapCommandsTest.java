package ipc.console;

import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ipc.api.mq.MessageQueue;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.spi.QueueListener;
import ipc.api.mq.spi.QueueMechanism;
import ipc.api.mq.spi.QueueObject;
import ipc.api.mq.spi.QueueState;
import ipc.kernel.Kernel;
import ipc.kernel.swap.SwapSettings;
import ipc.mq.reference.TextbookQueues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwapCommandsTest {
    private static final long HOURS = 10_000_000;

    private final RunningShell shell = new RunningShell();
    private final Kernel kernel = shell.kernel();

    @BeforeEach
    void addAnotherProvider() {
        kernel.swapSettings(
                SwapSettings.DEFAULTS.drainMillisMax(HOURS).swapMillisMax(HOURS).probationMillis(HOURS));
        kernel.bind(new TextbookQueues(kernel.scheduler(), kernel.memory()), "another", 0);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private String provider() {
        return kernel.admin().mechanisms().getFirst().provider();
    }

    @Test
    void shouldSwapToTheBestOtherProvider() throws Exception {
        MessageQueue queue = shell.newQueue();
        queue.send(message("kept"), 1);

        assertThat(shell.type("ipc:swap mq").lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .matches(" 3  mq +COMMANDED  ipc.mq.reference 1.0.0  another +2  SWITCHED +1 +1 +4B +0 .*"
                        + " preflight [0-9.]+ .*, switch [0-9.]+ .* 0");

        assertThat(provider()).isEqualTo("another");
        assertThat(take(queue)).isEqualTo("kept");
    }

    @Test
    void shouldSwapBetweenNamedProvidersAsOneJsonValue() throws Exception {
        assertThat(shell.type("ipc:swap --json mq another"))
                .matches("\\[\\{\"number\":3,\"mechanism\":\"mq\",\"way\":\"COMMANDED\","
                        + "\"from\":\"ipc.mq.reference 1.0.0\",\"to\":\"another\",\"generation\":2,"
                        + "\"outcome\":\"SWITCHED\",\"objects\":0,\"items\":0,\"bytes\":0,\"waiters\":0,"
                        + "\"pauseNanos\":\\d+,\"stepNanos\":\\{\"PREFLIGHT\":\\d+,.*\"SWITCH\":\\d+,.*\\},"
                        + "\"reason\":\"\",\"stuck\":\\[\\]\\}\\]\n");
        assertThat(provider()).isEqualTo("another");

        shell.type("ipc:swap mq 'ipc.mq.reference 1.0.0'");

        assertThat(provider()).isEqualTo("ipc.mq.reference 1.0.0");
    }

    @Test
    void shouldOnlyCheckWhereAsked() throws Exception {
        assertThat(shell.type("ipc:swap --check mq").lines().toList())
                .last()
                .asString()
                .matches(" 3  mq +COMMANDED  ipc.mq.reference 1.0.0  another +1  CHECKED .*")
                .contains(", check ")
                .doesNotContain("switch");
        assertThat(shell.type("ipc:swap --json --check mq another"))
                .contains("\"generation\":1,\"outcome\":\"CHECKED\"", "\"CHECK\":")
                .doesNotContain("\"SWITCH\":");

        assertThat(provider()).isEqualTo("ipc.mq.reference 1.0.0");
    }

    @Test
    void shouldListWhatHappenedOldestFirst() throws Exception {
        shell.type("ipc:swap --check mq");
        shell.type("ipc:swap mq");

        assertThat(shell.type("ipc:swaps").lines().toList())
                .hasSize(5)
                .satisfies(lines -> assertThat(lines.get(0)).startsWith("NO  MECHANISM  WAY "))
                .satisfies(lines -> assertThat(lines.get(1)).matches(" 1  mq +ARRIVAL +- +ipc.mq.reference 1.0.0 .*"))
                .satisfies(lines -> assertThat(lines.get(2)).matches(" 2  pipes +ARRIVAL +- +ipc.pipes 1.0.0 .*"))
                .satisfies(lines -> assertThat(lines.get(3)).matches(" 3  mq +COMMANDED .* another +1  CHECKED .*"))
                .satisfies(lines -> assertThat(lines.get(4)).matches(" 4  mq +COMMANDED .* another +2  SWITCHED .*"));
        assertThat(shell.type("ipc:swaps --json"))
                .matches("\\[\\{\"number\":1,.*\\},\\{\"number\":3,.*\"CHECKED\".*\\},\\{\"number\":4,.*\\}\\]\n");
    }

    @ParameterizedTest
    @CsvSource({"swap mq stranger, NO ", "swap --json mq stranger, [{"})
    void shouldShowWhatWasRefusedBeforeItSaysSo(String line, String start) {
        kernel.bind(new OtherSchema(), "stranger", 0);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> shell.type("ipc:" + line))
                .withMessage("swap: REFUSED: PREFLIGHT: stranger has state schema 99, needed is 1");

        assertThat(shell.printed()).startsWith(start).contains("REFUSED");
        assertThat(provider()).isEqualTo("ipc.mq.reference 1.0.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "swap smoke | swap: ENOENT: swap smoke, an unknown mechanism; there is mq, channels, pipes, sync,"
                        + " events",
                "swap mq no | swap: ENOENT: swap mq to no, which is not there;"
                        + " there are [ipc.mq.reference 1.0.0, another]",
                "swap --check mq no | swap: ENOENT: swap mq to no, which is not there;"
                        + " there are [ipc.mq.reference 1.0.0, another]",
                "swap mq 'ipc.mq.reference 1.0.0' | swap: EINVAL: swap mq to ipc.mq.reference 1.0.0,"
                        + " which serves already",
                "swap | swap: needs the name of a mechanism; usage: swap [--help] [--json] [--check] MECHANISM"
                        + " [BUNDLE[/VERSION]]",
                "swap mq a b | swap: does not take b; usage: swap [--help] [--json] [--check] MECHANISM"
                        + " [BUNDLE[/VERSION]]",
                "swaps mq | swaps: does not take mq; usage: swaps [--help] [--json]"
            },
            quoteCharacter = '"')
    void shouldRefuseAndChangeNothing(String line, String refusal) throws Exception {
        String before = shell.type("ipc:swaps --json");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> shell.type("ipc:" + line))
                .withMessage(refusal);

        assertThat(shell.type("ipc:swaps --json")).isEqualTo(before);
    }

    /** Its states are not understood here. */
    private static final class OtherSchema implements QueueMechanism {
        @Override
        public int schema() {
            return 99;
        }

        @Override
        public QueueObject create(String name, QueueOptions options, QueueListener listener) {
            throw new AssertionError("not to be asked");
        }

        @Override
        public QueueObject restore(String name, QueueState state, QueueListener listener) {
            throw new AssertionError("not to be asked");
        }
    }
}
