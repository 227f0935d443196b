package ipc.itests;

import static ipc.itests.container.Parts.bundle;
import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static ipc.itests.container.Parts.shell;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.small;
import static ipc.testkit.client.Client.take;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import ipc.api.Ipc;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.itests.container.InContainer;
import ipc.itests.container.Service;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/** The shell's commands in a running framework. */
@InContainer
class ConsoleIT {
    @Configuration
    static Option container() {
        return platform(
                shell(),
                kernel(),
                mechanism("ipc.mq"),
                mechanism("ipc.mq.reference"),
                bundle("ipc.console"),
                bundle("ipc.examples"));
    }

    /** Returns what a line prints; the log, which Gogo sends to the session's other stream, is not part of it. */
    private static String type(CommandProcessor processor, String line) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, UTF_8);
        PrintStream err = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
        try (CommandSession session = processor.createSession(new ByteArrayInputStream(new byte[0]), out, err)) {
            session.execute(line);
        }
        return bytes.toString(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "ps, PID  PPID",
        "lsipc, NAME",
        "programs, demo",
        "mechanisms, ipc.mq 1.0.0",
        "swaps, ARRIVAL",
        "swap --check mq, CHECKED",
        "stat, kernel.processes",
        "top -n 1, processes:",
        "limits, queueDepthMax",
        "limits 1, QUEUE_BYTES",
        "waits, WAITS FOR",
        "waiters, HELD BY",
        "waiters --dot, digraph",
        "audit, MISSING",
        "run demo --help, usage: demo",
        "strace run demo --help, usage: demo"
    })
    void shouldPrintForPeople(String line, String part, @Service CommandProcessor processor) throws Exception {
        assertThat(type(processor, "ipc:" + line)).contains(part);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ps",
                "lsipc",
                "programs",
                "mechanisms",
                "swaps",
                "swap --check mq",
                "stat",
                "top",
                "limits",
                "limits 1",
                "waits",
                "waiters",
                "audit",
                "strace all",
                "run demo --help",
                "strace run demo --help"
            })
    void shouldPrintOneJsonValue(String line, @Service CommandProcessor processor) throws Exception {
        String command = line.substring(0, (line + " ").indexOf(' '));

        String json = type(processor, "ipc:" + command + " --json" + line.substring(command.length()));

        assertThat(json).matches(JsonText::isOneValue, "one JSON value");
        assertThat(json).hasLineCount(1);
    }

    @Test
    void shouldListAndRemoveQueue(@Service CommandProcessor processor, @Service MessageQueues queues) throws Exception {
        try (MessageQueue queue =
                queues.open("/console", QueueOptions.readWrite().create(0600))) {
            queue.send(ByteBuffer.allocate(3), 1);

            assertThat(type(processor, "ipc:lsipc /console")).contains("/console", "rw-------", "1000");

            assertThat(type(processor, "ipc:ipcrm --json /console")).matches(JsonText::isOneValue, "one JSON value");
            assertThat(type(processor, "ipc:lsipc")).doesNotContain("/console");
        }
    }

    @Test
    void shouldSwapUnderAQueueInUse(@Service CommandProcessor processor, @Service MessageQueues queues)
            throws Exception {
        try (MessageQueue queue = queues.create(small())) {
            queue.send(message("kept"), 1);

            assertThat(type(processor, "ipc:swap mq ipc.mq.reference")).contains("COMMANDED", "SWITCHED");
            assertThat(type(processor, "ipc:mechanisms").lines())
                    .anyMatch(line -> line.startsWith("mq         ipc.mq.reference 1.0.0"));
            assertThat(type(processor, "ipc:swap --json mq ipc.mq")).matches(JsonText::isOneValue, "one JSON value");

            assertThat(type(processor, "ipc:mechanisms").lines())
                    .anyMatch(line -> line.startsWith("mq         ipc.mq 1.0.0"));
            assertThat(take(queue)).isEqualTo("kept");
        }
    }

    @Test
    void shouldNotSwapToAProviderThatServesAlready(@Service CommandProcessor processor) {
        assertThatException()
                .isThrownBy(() -> type(processor, "ipc:swap mq ipc.mq"))
                .withMessage("swap: EINVAL: swap mq to ipc.mq, which serves already");
    }

    @Test
    void shouldEndBundlesProcess(@Service CommandProcessor processor, BundleContext context) throws Exception {
        ClientBundle victim = ClientBundle.user(context, 7);
        try {
            int pid = victim.ipc().self().pid();

            assertThat(type(processor, "ipc:kill --json " + pid)).matches(JsonText::isOneValue, "one JSON value");

            assertThatException()
                    .isThrownBy(() -> type(processor, "ipc:ps " + pid))
                    .withMessage("ps: ESRCH: no process " + pid);
        } finally {
            victim.close();
        }
    }

    @Test
    void shouldTraceBundle(@Service CommandProcessor processor, @Service Ipc ipc) throws Exception {
        int pid = ipc.self().pid();
        type(processor, "ipc:strace on " + pid);

        ipc.yieldNow();

        assertThat(type(processor, "ipc:strace " + pid)).contains("[pid " + pid + "] ");
        type(processor, "ipc:strace off " + pid);
    }

    @Test
    void shouldFailInWordsForPeople(@Service CommandProcessor processor) {
        assertThatException()
                .isThrownBy(() -> type(processor, "ipc:limits 1 SIZE 5"))
                .withMessage("limits: unknown SIZE; there are HANDLES, MEMORY_BYTES, QUEUE_BYTES, CHILDREN, THREADS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec", "run"})
    void shouldOfferItsEntriesToTheLauncher(String entry, BundleContext context) throws InvalidSyntaxException {
        assertThat(context.getAllServiceReferences("java.util.function.ToIntFunction", "(ipc.entry=" + entry + ")"))
                .hasSize(1);
    }
}
