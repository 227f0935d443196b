package ipc.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import ipc.api.events.spi.EventMechanism;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
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
final class EventContractTest {
    private static final String BUG = "ipc.testkit.events.bug";
    private static final String WATCHDOG = "ipc.watchdog.millis";

    /** The contract over what has the bug that is planted now; run from here only. */
    static final class Planted extends EventContract {
        @Override
        protected EventMechanism mechanism(Scheduler scheduler, Memory memory) {
            return new PlantedEvents(EventBug.valueOf(System.getProperty(BUG)), scheduler, memory);
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

        assertThat(failures(EventBug.NONE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void shouldFindPlantedBug(EventBug bug) {
        assertThat(failures(bug)).isNotEmpty();
    }

    private static List<String> failures(EventBug bug) {
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
