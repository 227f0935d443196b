package ipc.console;

import static ipc.testkit.client.Client.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.testkit.client.Child;
import ipc.testkit.client.Client;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KernelCommandsTest {
    private final RunningShell shell = new RunningShell();

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void shouldNameTheProviderOfEachMechanism() throws Exception {
        assertThat(shell.type("ipc:mechanisms").lines())
                .containsExactly(
                        "MECHANISM  PROVIDER                GENERATION  OBJECTS  CREATED  OTHERS",
                        "mq         ipc.mq.reference 1.0.0           1        0        0",
                        "pipes      -                                0        0        0");
        assertThat(shell.type("ipc:mechanisms --json"))
                .isEqualTo("[{\"name\":\"mq\",\"provider\":\"ipc.mq.reference 1.0.0\",\"generation\":1,\"objects\":0,"
                        + "\"created\":0,\"others\":[]},"
                        + "{\"name\":\"pipes\",\"provider\":\"\",\"generation\":0,\"objects\":0,"
                        + "\"created\":0,\"others\":[]}]\n");
    }

    @Test
    void shouldShowWhoWasRefusedWhat() throws Exception {
        shell.ipc()
                .face(MessageQueues.class)
                .open("/mine", QueueOptions.readWrite().create(0600));
        AtomicInteger stranger = new AtomicInteger();
        assertFails(
                Errno.EACCES,
                () -> shell.asUser(7, ipc -> {
                    stranger.set(ipc.self().pid());
                    return ipc.face(MessageQueues.class).open("/mine", QueueOptions.open(QueueOptions.Access.READ));
                }));

        assertThat(shell.type("ipc:audit").lines().skip(1))
                .singleElement()
                .asString()
                .matches("[0-9,]+ +" + stranger.get() + "  mq_open  /mine +\\[READ\\] +EACCES");
        assertThat(shell.type("ipc:audit --json")).contains("\"object\":\"/mine\"", "\"errno\":\"EACCES\"");
    }

    @Test
    void shouldShowNoWaitsWhereNobodyWaits() throws Exception {
        assertThat(shell.type("ipc:waits")).isEqualTo("PID  NAME  SINCE  WAITS FOR\n");
        assertThat(shell.type("ipc:waits --json")).isEqualTo("[]\n");
    }

    @Test
    void shouldShowLimitsWithTheirUse() throws Exception {
        assertThat(shell.type("ipc:limits").lines())
                .anyMatch(line -> line.matches("processesMax +2 +4,096 +processes"))
                .anyMatch(line -> line.matches("queueDepthMax +- +256 +messages"));
    }

    @Test
    void shouldSetLimitOfProcess() throws Exception {
        int pid = shell.ipc().self().pid();

        assertThat(shell.type("ipc:limits " + pid + " handles 10:20").lines())
                .anyMatch(line -> line.matches("HANDLES +10 +20"));
        assertThat(shell.type("ipc:limits --json " + pid)).contains("{\"name\":\"HANDLES\",\"soft\":10,\"hard\":20}");
    }

    @Test
    void shouldShowMetersAndFigures() throws Exception {
        shell.ipc()
                .face(MessageQueues.class)
                .open("/q", QueueOptions.readWrite().create(0600));

        String text = shell.type("ipc:stat");

        assertThat(text.lines())
                .anyMatch(line -> line.matches("kernel.processes +gauge +processes +2"))
                .anyMatch(line -> line.matches("mq +1 +/q +depth messages 0, depthMax messages 10, .*"));
        assertThat(shell.type("ipc:stat --json --histograms on mq.")).startsWith("{\"meters\":[{\"name\":\"mq.");
    }

    @Test
    void shouldShowHowLongCallsWaitedSinceHistogramsAreOn() throws Exception {
        assertThat(shell.type("ipc:stat mq.wait").lines())
                .anyMatch(line -> line.matches("mq.wait +histogram +nanoseconds +count 0, p50 0, p99 0, max 0"));
        waitOnce();
        assertThat(shell.type("ipc:stat mq.wait")).as("switched off").contains("count 0,");

        shell.type("ipc:stat --histograms on");
        waitOnce();
        waitOnce();

        assertThat(shell.type("ipc:stat --json mq.wait"))
                .matches("\\{\"meters\":\\[\\{\"name\":\"mq.wait\",\"kind\":\"histogram\",\"unit\":\"nanoseconds\","
                        + "\"figures\":\\{\"count\":2,\"p50\":[1-9]\\d*,\"p99\":[1-9]\\d*,\"max\":[1-9]\\d*\\}\\}\\],"
                        + "\"objects\":\\[\\]\\}\n");
    }

    private void waitOnce() {
        MessageQueue queue = shell.newQueue();
        Child<Integer> child = shell.start(ipc -> ipc.face(MessageQueues.class)
                .open(queue.status().name(), QueueOptions.open(QueueOptions.Access.READ))
                .receive(Client.buffer()));
        shell.awaitBlocked(child.process());
        queue.send(Client.message("go"), 1);
        assertThat(child.result()).isEqualTo(1);
    }

    @Test
    void shouldShowBusiestProcessesAsOftenAsAsked() throws Exception {
        assertThat(shell.type("ipc:top -n 1").lines().limit(2)).first().isEqualTo("2 processes: 2 running");
        assertThat(shell.type("ipc:top --json -n 2 -d 1"))
                .startsWith("[[{\"pid\":")
                .contains("}],[{");
    }
}
