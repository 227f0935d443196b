package ipc.testkit.mq;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.mq.spi.QueueMechanism;
import ipc.testkit.kernel.FakeKernel;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Compares two mechanisms: the same random calls must have the same answers, figures, reports and final contents.
 *
 * <p>A failure prints the shortest sequence that shows it, and its seed; {@code -Dipc.seed=SEED} takes that back, and
 * {@code -Dipc.tries=N} asks for more sequences.
 */
public abstract class QueueDifferential {
    private static final int STEPS_MAX = 120;
    private static final int AMOUNT_MAX = 40;

    /**
     * Makes the mechanism that is judged.
     *
     * @param scheduler of a fake kernel
     * @param memory of the same
     * @return a new mechanism
     */
    protected abstract QueueMechanism subject(Scheduler scheduler, Memory memory);

    /**
     * Makes the mechanism that is taken for right.
     *
     * @param scheduler of a fake kernel
     * @param memory of the same
     * @return a new mechanism
     */
    protected abstract QueueMechanism reference(Scheduler scheduler, Memory memory);

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    @AddLifecycleHook(GivenSeed.class)
    void shouldAnswerAsTheReferenceDoes(
            @ForAll("depths") int depthMax, @ForAll("priorities") int priorities, @ForAll("calls") List<Step> calls) {
        try (FakeKernel ours = new FakeKernel();
                FakeKernel theirs = new FakeKernel()) {
            StepPlayer subject = player(ours, subject(ours.scheduler(), ours.memory()), depthMax, priorities);
            StepPlayer reference = player(theirs, reference(theirs.scheduler(), theirs.memory()), depthMax, priorities);

            for (int i = 0; i < calls.size(); i++) {
                Step call = calls.get(i);
                assertThat(subject.play(call)).as("call %d, %s", i, call).isEqualTo(reference.play(call));
            }

            assertThat(subject.contents()).isEqualTo(reference.contents());
            assertThat(subject.memoryLeft()).isZero();
            assertThat(reference.memoryLeft()).isZero();
        }
    }

    private static StepPlayer player(FakeKernel kernel, QueueMechanism mechanism, int depthMax, int priorities) {
        return new StepPlayer(
                QueueProbe.create(kernel, mechanism, QueueProbe.options(depthMax, priorities)), priorities);
    }

    @Provide
    Arbitrary<Integer> depths() {
        return Arbitraries.of(1, 2, 3, 7, 8, 20);
    }

    @Provide
    Arbitrary<Integer> priorities() {
        return Arbitraries.of(1, 3, 32, 65, 5_000, 32_768);
    }

    @Provide
    Arbitrary<List<Step>> calls() {
        Arbitrary<Integer> choices = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 4), Arbitraries.integers().between(0, 65_535));
        Arbitrary<Integer> amounts = Arbitraries.integers().between(0, AMOUNT_MAX);
        return Combinators.combine(Arbitraries.of(Step.Operation.class), choices, amounts)
                .as(Step::new)
                .list()
                .ofMaxSize(STEPS_MAX);
    }
}
