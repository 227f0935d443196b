package ipc.stress.linear;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Some order of calls that race explains their results, in every interleaving that was tried; where a lock is missing,
 * Lincheck has to find one that nothing explains.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LinearizabilityTest {
    private static ModelCheckingOptions options() {
        return new ModelCheckingOptions()
                .iterations(10)
                .invocationsPerIteration(300)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(1);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                SemaphoreCalls.class,
                MutexCalls.class,
                ConditionCalls.class,
                RwLockCalls.class,
                BarrierCalls.class,
                EventCalls.class,
                PulseCalls.class,
                PulseCalls.Manual.class
            })
    void shouldExplainResultsByAnOrder(Class<?> calls) {
        options().check(calls);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                SemaphoreCalls.Planted.class,
                MutexCalls.Planted.class,
                ConditionCalls.Planted.class,
                RwLockCalls.Planted.class,
                BarrierCalls.Planted.class,
                EventCalls.Planted.class,
                PulseCalls.Planted.class,
                PulseCalls.PlantedManual.class
            })
    void shouldFindAMissingLock(Class<?> calls) {
        ModelCheckingOptions options = options().minimizeFailedScenario(false);

        assertThatThrownBy(() -> options.check(calls))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("Invalid execution results");
    }
}
