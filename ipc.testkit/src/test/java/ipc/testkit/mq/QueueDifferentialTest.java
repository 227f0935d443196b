package ipc.testkit.mq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.mq.spi.QueueMechanism;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The comparison passes two queues that are alike and tells apart two that are not. */
final class QueueDifferentialTest {
    private static final String BUG = "ipc.testkit.mq.bug";
    private static final String TRIES = "ipc.tries";

    /** Compares the queue with the bug that is planted now with one that has none; run from here only. */
    static final class Planted extends QueueDifferential {
        @Override
        protected QueueMechanism subject(Scheduler scheduler, Memory memory) {
            return new PlantedQueues(Bug.valueOf(System.getProperty(BUG)), scheduler, memory);
        }

        @Override
        protected QueueMechanism reference(Scheduler scheduler, Memory memory) {
            return new PlantedQueues(Bug.NONE, scheduler, memory);
        }
    }

    @AfterEach
    void forget() {
        System.clearProperty(BUG);
        System.clearProperty(TRIES);
    }

    @Test
    void shouldPassQueuesThatAreAlike() {
        assertThat(failuresWith(Bug.NONE)).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "LAST_IN_FIRST_OUT",
                "FORGETS_PRIORITIES",
                "BATCH_BACKWARDS",
                "BATCH_STOPS_AFTER_ONE",
                "LOAN_WITHOUT_ROOM",
                "KEEPS_GIVEN_BACK_LOANS",
                "LEASE_FREES_ITS_SLOT",
                "FORGETS_REQUEUED_MESSAGES",
                "REQUEUES_AT_THE_TAIL",
                "COUNTS_NO_REDELIVERY",
                "DELIVERS_EXPIRED",
                "EXPIRES_TOO_EARLY",
                "FORGETS_TO_TELL_OF_EXPIRED",
                "EXPIRES_ONLY_THE_FIRST",
                "TELLS_OF_EVERY_ARRIVAL",
                "STATE_WITHOUT_EXPIRY",
                "RESTORES_WITHOUT_FIGURES",
                "MISCOUNTS_RECEIVED",
                "KEEPS_MEMORY"
            })
    void shouldTellApartQueuesOfWhichOneHasABug(Bug bug) {
        assertThat(failuresWith(bug)).isEqualTo(1);
    }

    private static long failuresWith(Bug bug) {
        System.setProperty(BUG, bug.name());
        System.setProperty(TRIES, "200");
        return EngineTestKit.engine("jqwik")
                .selectors(selectClass(Planted.class))
                .configurationParameter("jqwik.database", "target/jqwik-planted")
                .configurationParameter("jqwik.failures.after.default", "RANDOM_SEED")
                .configurationParameter("jqwik.shrinking.default", "OFF")
                // the failures are wanted: no word of them in the log
                .configurationParameter("jqwik.reporting.usejunitplatform", "true")
                .execute()
                .testEvents()
                .failed()
                .count();
    }
}
