package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.IpcProcess;
import ipc.api.Port;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.mq.SlotQueues;
import ipc.testkit.rows.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Processes that end while some wait for them through a port and others take statuses. */
class ProcessEndSim {
    private static final int SEEDS = 500;
    private static final int SIBLINGS = 3;

    private static final Program SIBLING = (ipc, arguments) -> {
        ipc.yieldNow();
        return 0;
    };

    private static IpcProcess spawn(Ipc ipc, String name, Program program) {
        return ipc.spawn(SpawnOptions.program(name, program));
    }

    private static int status(Ipc ipc, IpcProcess process) {
        return ipc.waitFor(process.pid(), Timeout.forever()).status();
    }

    /** Receives the packet of a process's end. */
    private static Program watching(int pid) {
        return (ipc, arguments) -> {
            Waits waits = ipc.face(Waits.class);
            Handle end = waits.process(ipc.process(pid));
            Port port = waits.newPort();
            port.bind(Item.of(end), pid, Port.Mode.ONCE);
            return port.receive(Timeout.forever()).key() == pid ? 0 : 1;
        };
    }

    @Test
    @Row("EV-23")
    @org.junit.jupiter.api.Timeout(value = 120, threadMode = SEPARATE_THREAD)
    void shouldTellPortsAndParentsWhateverTheOrder() {
        Simulation.seeds(SEEDS)
                .forEach(seed -> new Simulation(seed, SlotQueues::new).run((ipc, arguments) -> {
                    IpcProcess awaited = spawn(ipc, "awaited", SIBLING);
                    IpcProcess watcher = spawn(ipc, "watcher", watching(awaited.pid()));
                    List<IpcProcess> siblings = new ArrayList<>();
                    for (int i = 0; i < SIBLINGS; i++) {
                        siblings.add(spawn(ipc, "sibling", SIBLING));
                    }
                    siblings.forEach(sibling -> assertThat(status(ipc, sibling)).isZero());
                    assertThat(status(ipc, watcher)).isZero();
                    assertThat(status(ipc, awaited)).isZero();
                    return 0;
                }));
    }
}
