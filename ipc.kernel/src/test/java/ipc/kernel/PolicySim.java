package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Ipc;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.kernel.schedule.Policy;
import ipc.mq.SlotQueues;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who runs next under the first-come policy. */
class PolicySim {
    private static final int TURNS = 3;

    private final List<String> steps = new ArrayList<>();

    private void run(long seed, Program program) {
        new Simulation(seed, Policy.FIFO, SlotQueues::new).run(program);
    }

    /** Notes its name so often, and lets others run in between. */
    private Program yielding(String name) {
        return (ipc, arguments) -> {
            for (int i = 0; i < TURNS; i++) {
                steps.add(name);
                ipc.yieldNow();
            }
            return 0;
        };
    }

    /** Notes its name so often, and calls the kernel in between. */
    private Program calling(String name) {
        return (ipc, arguments) -> {
            for (int i = 0; i < TURNS; i++) {
                steps.add(name);
                ipc.face(MessageQueues.class).create(QueueOptions.readWrite()).close();
            }
            return 0;
        };
    }

    private static IpcProcess spawn(Ipc ipc, int priority, Program program) {
        IpcProcess process = ipc.spawn(SpawnOptions.program("p" + priority, program));
        process.priority(priority);
        return process;
    }

    private static void waitFor(Ipc ipc, List<IpcProcess> processes) {
        processes.forEach(process -> ipc.waitFor(process.pid(), Timeout.forever()));
    }

    @Test
    @Row("KN-09")
    void shouldSendWhoYieldsToTheTailOfItsPriority() {
        for (long seed = 0; seed < 20; seed++) {
            steps.clear();

            run(seed, (ipc, arguments) -> {
                ipc.self().priority(31);
                waitFor(
                        ipc,
                        List.of(
                                spawn(ipc, 3, yielding("low")),
                                spawn(ipc, 7, yielding("a")),
                                spawn(ipc, 7, yielding("b")),
                                spawn(ipc, 7, yielding("c"))));
                return 0;
            });

            assertThat(steps)
                    .as("seed %d", seed)
                    .containsExactly("a", "b", "c", "a", "b", "c", "a", "b", "c", "low", "low", "low");
        }
    }

    @Test
    @Row("KN-09")
    void shouldLetNobodyOfTheSamePriorityInBeforeItYieldsOrWaits() {
        run(1, (ipc, arguments) -> {
            ipc.self().priority(31);
            waitFor(ipc, List.of(spawn(ipc, 5, calling("a")), spawn(ipc, 5, calling("b"))));
            return 0;
        });

        assertThat(steps).containsExactly("a", "a", "a", "b", "b", "b");
    }

    @Test
    void shouldLetWhoIsMoreUrgentInAtTheNextCall() {
        run(1, (ipc, arguments) -> {
            ipc.self().priority(31);
            MessageQueue queue = ipc.face(MessageQueues.class)
                    .open("/urgent", QueueOptions.readWrite().create(0600));
            IpcProcess urgent = spawn(ipc, 9, (own, none) -> {
                open(own).receive(ByteBuffer.allocate(QueueOptions.MESSAGE_BYTES));
                steps.add("urgent");
                return 0;
            });
            IpcProcess calm = spawn(ipc, 4, (own, none) -> {
                steps.add("before");
                MessageQueue queues = open(own);
                queues.send(ByteBuffer.allocate(1), 0);
                queues.close();
                steps.add("after");
                return 0;
            });
            waitFor(ipc, List.of(urgent, calm));
            queue.close();
            return 0;
        });

        assertThat(steps).containsExactly("before", "urgent", "after");
    }

    private static MessageQueue open(Ipc ipc) {
        return ipc.face(MessageQueues.class).open("/urgent", QueueOptions.readWrite());
    }
}
