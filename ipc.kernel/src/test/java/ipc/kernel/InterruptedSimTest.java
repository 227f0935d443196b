package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Ipc;
import ipc.api.IpcProcess;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Threads whose flag of interruption is set, under the seeded scheduler. */
class InterruptedSimTest {
    /** More than there are processors to keep busy. */
    private static final int CHILDREN = 2 * Runtime.getRuntime().availableProcessors();

    private static final int TURNS = 10;

    @Test
    void shouldGoOnAndKeepTheFlag() {
        new Simulation(1).run((ipc, arguments) -> {
            List<IpcProcess> children = IntStream.range(0, CHILDREN)
                    .mapToObj(child -> ipc.spawn(SpawnOptions.program("interrupted", (own, none) -> interrupted(own))))
                    .toList();
            children.forEach(child -> assertThat(
                            ipc.waitFor(child.pid(), Timeout.forever()).status())
                    .isZero());
            return 0;
        });
    }

    private static int interrupted(Ipc ipc) {
        Thread.currentThread().interrupt();
        for (int i = 0; i < TURNS; i++) {
            ipc.yieldNow();
        }
        return Thread.interrupted() ? 0 : 1;
    }
}
