package ipc.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.sync.spi.SyncMechanism;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The contract passes what is right and finds whatever is planted. */
final class SyncContractTest {
    private static final String BUG = "ipc.testkit.sync.bug";
    private static final String WATCHDOG = "ipc.watchdog.millis";

    /** The contract over what has the bug that is planted now; run from here only. */
    static final class Planted extends SyncContract {
        @Override
        protected SyncMechanism mechanism(Scheduler scheduler, Memory memory) {
            return new PlantedSync(SyncBug.valueOf(System.getProperty(BUG)), scheduler, memory);
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
    void shouldPassWhatHasNoBug() {
        System.clearProperty(WATCHDOG);

        assertThat(failures(SyncBug.NONE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void shouldFindPlantedBug(SyncBug bug) {
        assertThat(failures(bug)).isNotEmpty();
    }

    private static List<String> failures(SyncBug bug) {
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
