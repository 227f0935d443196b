package ipc.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.IpcException;
import ipc.testkit.kernel.FakeKernel;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that are found by their transactions, also where many of these want the same place. */
class PendingCallsTest {
    private static final int STEPS = 10_000;
    private static final int BYTES = 8;

    /** Transactions that differ by this want the same place of so many. */
    private static final int STRIDE = 64;

    private static final int STRIDES = 40;
    private static final int NEIGHBOURS = 3;

    private final long seed = Long.getLong("ipc.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final FakeKernel kernel = new FakeKernel();
    private final PendingCalls calls = new PendingCalls(
            kernel.scheduler().newLock("callers"), () -> kernel.scheduler().newWaitQueue("replied"), kernel.memory());

    /** The transactions of the calls that should be there, in the order they began. */
    private final Set<Integer> model = new LinkedHashSet<>();

    @AfterEach
    void close() {
        kernel.close();
    }

    @Test
    void shouldFindJustTheCallsThatHaveNotEnded() {
        for (int step = 0; step < STEPS; step++) {
            int transaction = anyTransaction();
            assertThat(has(transaction))
                    .as("step %d, -Dipc.seed=%d", step, seed)
                    .isEqualTo(model.contains(transaction));
            if (model.add(transaction)) {
                calls.begin(transaction, BYTES);
            } else {
                model.remove(transaction);
                assertThat(calls.end(calls.find(transaction), transaction)).isTrue();
            }
        }

        assertThat(calls.all()).extracting(PendingCall::transaction).containsExactlyElementsOf(model);
    }

    private int anyTransaction() {
        return Integer.MIN_VALUE | (random.nextInt(STRIDES) * STRIDE + random.nextInt(NEIGHBOURS));
    }

    private boolean has(int transaction) {
        PendingCall call = calls.find(transaction);
        return call != null && call.awaits(transaction);
    }

    @Test
    void shouldNotEndAnotherCallThatIsInTheSamePlace() {
        int first = anyTransaction();
        calls.begin(first, BYTES);
        PendingCall place = calls.find(first);
        calls.end(place, first);
        calls.begin(first + 1, BYTES);
        assertThat(calls.find(first + 1)).isSameAs(place);

        assertThat(calls.end(place, first)).isFalse();

        assertThat(has(first + 1)).isTrue();
    }

    @Test
    void shouldHaveNoCallForWhoseReplyThereIsNoMemory() {
        int transaction = anyTransaction();
        kernel.memory().limit(0);

        assertThatThrownBy(() -> calls.begin(transaction, BYTES)).isInstanceOf(IpcException.class);

        assertThat(calls.find(transaction)).isNull();
        assertThat(calls.all()).isEmpty();
    }
}
