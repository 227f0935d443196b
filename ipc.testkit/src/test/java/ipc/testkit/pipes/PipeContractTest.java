package ipc.testkit.pipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.pipes.spi.PipeMechanism;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The contract passes a pipe that is right and finds whatever is planted in one. */
final class PipeContractTest {
    private static final String BUG = "ipc.testkit.pipes.bug";
    private static final String WATCHDOG = "ipc.watchdog.millis";

    /** The contract over the pipe with the bug that is planted now; run from here only. */
    static final class Planted extends PipeContract {
        @Override
        protected PipeMechanism mechanism(Scheduler scheduler, Memory memory) {
            return new PlantedPipes(PipeBug.valueOf(System.getProperty(BUG)), scheduler, memory);
        }
    }

    @BeforeEach
    void hurryWatchdog() {
        System.setProperty(WATCHDOG, "300");
    }

    @AfterEach
    void forget() {
        System.clearProperty(WATCHDOG);
        System.clearProperty(BUG);
    }

    @Test
    void shouldPassAPipeWithoutBug() {
        System.clearProperty(WATCHDOG);

        assertThat(failures(PipeBug.NONE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void shouldFindPlantedBug(PipeBug bug) {
        assertThat(failures(bug)).isNotEmpty();
    }

    private static List<String> failures(PipeBug bug) {
        System.setProperty(BUG, bug.name());
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Planted.class))
                .execute()
                .testEvents()
                .failed()
                .map(Event::getTestDescriptor)
                .map(descriptor -> descriptor.getDisplayName())
                .toList();
    }
}
