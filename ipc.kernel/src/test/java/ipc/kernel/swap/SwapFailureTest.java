package ipc.kernel.swap;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Errno;
import ipc.api.Timeout;
import ipc.api.admin.SwapOutcome;
import ipc.api.admin.SwapReport;
import ipc.api.admin.SwapWay;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.testkit.client.Child;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A swap in which something goes wrong: the old provider serves with everything, and the report says why. */
class SwapFailureTest extends SwapRig {
    private final MessageQueue queue = queueWith("a", "b");
    private final MessageLoan loan = queue.newLoan();
    private final long memory;

    SwapFailureTest() {
        queue.send(message("leased"), 9);
        loan.receive(Timeout.forever());
        memory = kernel.memory().usedBytes();
    }

    @AfterEach
    void letGo() {
        hang.countDown();
    }

    private void shouldNotSwap(SwapOutcome outcome, String why) {
        Child<Integer> waiting = start(ipc -> ipc.face(MessageQueues.class)
                .open("/waited-for", QueueOptions.readWrite().create(0600).messageBytesMax(8))
                .receive(buffer()));
        awaitBlocked(waiting.process());

        SwapReport report = swap();

        assertThat(report.outcome()).as(report.reason()).isEqualTo(outcome);
        assertThat(report.reason()).contains(why);
        assertThat(report.generationAfter()).isEqualTo(report.generationBefore());
        shouldServeAsBefore();
        queues().open("/waited-for", QueueOptions.readWrite()).send(message("x"), 3);
        assertThat(waiting.result()).isEqualTo(3);
    }

    private void shouldServeAsBefore() {
        assertThat(serving()).isEqualTo("slots");
        loan.requeue();
        assertThat(take(queue)).isEqualTo("leased");
        assertThat(take(queue)).isEqualTo("a");
        assertThat(take(queue)).isEqualTo("b");
        assertThat(queue.tryReceive(buffer())).isNegative();
        assertThat(queue.status().statistics().sent()).isEqualTo(3);
        hang.countDown();
        await(() -> textbook.alive.get() == 0);
    }

    @Test
    void shouldRefuseAnotherSchema() {
        textbook.schema = 2;

        shouldNotSwap(SwapOutcome.REFUSED, "textbook has state schema 2, needed is 1");
    }

    @Test
    void shouldRefuseAProviderThatThrowsWhenAsked() {
        textbook.onSchema = SwapRig::fail;

        shouldNotSwap(SwapOutcome.REFUSED, "PREFLIGHT of textbook failed: java.lang.IllegalStateException: planned");
    }

    @Test
    void shouldRefuseAProviderThatHangsWhenAsked() {
        kernel.swapSettings(settings(HOURS, 50));
        textbook.onSchema = this::hang;

        shouldNotSwap(SwapOutcome.REFUSED, "PREFLIGHT did not come back within 50 ms");
    }

    @Test
    void shouldRollBackIfTheExportThrows() {
        slots.onState = SwapRig::fail;

        shouldNotSwap(SwapOutcome.ROLLED_BACK, "EXPORT failed: java.lang.IllegalStateException: planned");
    }

    @Test
    void shouldRollBackIfTheExportHangs() {
        kernel.swapSettings(settings(HOURS, 50));
        slots.onState = this::hang;

        shouldNotSwap(SwapOutcome.ROLLED_BACK, "EXPORT did not come back within 50 ms");
        assertThat(latest().stuck().getFirst()).contains("SwapRig.hang");
    }

    @Test
    void shouldRollBackIfAMessageIsExportedTwice() {
        slots.exported = SwapRig::withTheFirstTwice;

        shouldNotSwap(SwapOutcome.ROLLED_BACK, "contradicts itself: 3 messages are queued, the figures say 2");
    }

    @Test
    void shouldRollBackIfTheImportThrows() {
        List<Integer> calls = new ArrayList<>();
        textbook.onRestore = () -> {
            calls.add(calls.size());
            if (calls.size() == 2) {
                fail();
            }
        };

        shouldNotSwap(SwapOutcome.ROLLED_BACK, "IMPORT failed: java.lang.IllegalStateException: planned");
    }

    @Test
    void shouldRollBackIfTheImportCannotBeLinked() {
        textbook.onRestore = () -> {
            throw new NoClassDefFoundError("planned");
        };

        shouldNotSwap(SwapOutcome.ROLLED_BACK, "IMPORT failed: java.lang.NoClassDefFoundError: planned");
    }

    @Test
    void shouldRollBackIfTheImportHangs() {
        kernel.swapSettings(settings(HOURS, 50));
        textbook.onRestore = this::hang;

        shouldNotSwap(SwapOutcome.ROLLED_BACK, "IMPORT did not come back within 50 ms");
    }

    @Test
    void shouldRollBackIfTheImportLosesAMessage() {
        textbook.imported = SwapRig::withoutTheFirst;

        shouldNotSwap(SwapOutcome.ROLLED_BACK, "exported {messages=2, leased=1, bytes=8");
    }

    @Test
    void shouldRollBackIfTheImportReordersMessages() {
        textbook.imported = SwapRig::inReverse;

        shouldNotSwap(SwapOutcome.ROLLED_BACK, "sums are equal, contents or order are not");
    }

    @Test
    void shouldRollBackIfALeaseIsNotFoundAgain() {
        textbook.onLeased = SwapRig::fail;

        shouldNotSwap(SwapOutcome.ROLLED_BACK, "CHECK failed: java.lang.IllegalStateException: planned");
    }

    /** It would be asked for the slot again and again, without end. */
    @Test
    @SuppressWarnings("NullAway") // what no provider may do
    void shouldRollBackIfALeaseIsAnsweredWithNothing() {
        textbook.found = slot -> null;

        shouldNotSwap(SwapOutcome.ROLLED_BACK, "holds LEASE, which was not found again");
    }

    @Test
    void shouldStaySwitchedIfOldObjectsCannotBeDestroyed() {
        slots.onDestroy = SwapRig::fail;

        SwapReport report = swapTo("textbook");

        assertThat(report.reason()).contains("destroying an old object failed");
        loan.requeue();
        assertThat(take(queue)).isEqualTo("leased");
    }

    @Test
    void shouldGiveBackTheMemoryOfShadows() {
        textbook.imported = SwapRig::withoutTheFirst;

        swap();

        await(() -> textbook.alive.get() == 0);
        assertThat(kernel.memory().usedBytes()).isEqualTo(memory);
    }

    @Test
    void shouldRefuseWhileACallDoesNotComeBackAndShowItsStack() {
        kernel.swapSettings(settings(HOURS, HOURS).drainMillisMax(50));
        slots.onReceive = this::hang;
        String name = queue.status().name();
        Child<Integer> stuck = start(ipc -> ipc.face(MessageQueues.class)
                .open(name, QueueOptions.readWrite())
                .receive(buffer()));
        await(() -> kernel.scheduler().tasks(task -> task.gates() == 1 << 2).size() == 1);

        SwapReport report = swap();

        assertThat(report.outcome()).isEqualTo(SwapOutcome.REFUSED);
        assertThat(report.reason()).isEqualTo("calls would not leave the provider within 50 ms");
        assertThat(report.stuck()).hasSize(1);
        assertThat(report.stuck().getFirst()).contains("SwapRig.hang", "QueueHandle.receive");
        hang.countDown();
        assertThat(stuck.result()).isEqualTo(1);
    }

    @Test
    void shouldSwapBackIfACallFailsDuringProbation() {
        swapTo("textbook");
        textbook.onSend = SwapRig::fail;

        assertFails(Errno.EIO, () -> queue.send(message("x"), 1));

        await(() -> serving().equals("slots"));
        await(() -> latest().way() == SwapWay.FAILURE);
        assertThat(latest().outcome()).isEqualTo(SwapOutcome.SWITCHED);
        assertThat(latest().reason()).contains("a call failed in textbook: java.lang.IllegalStateException: planned");
        shouldServeAsBefore();
    }

    @Test
    void shouldNotSwapBackAfterProbation() {
        kernel.swapSettings(settings(HOURS, HOURS).probationMillis(0));
        swapTo("textbook");
        textbook.onSend = SwapRig::fail;

        assertFails(Errno.EIO, () -> queue.send(message("x"), 1));

        assertThat(serving()).isEqualTo("textbook");
        assertThat(latest().way()).isEqualTo(SwapWay.COMMANDED);
    }

    @Test
    void shouldNotBlameTheProviderForTheClientsBuffer() {
        swapTo("textbook");

        assertThatThrownBy(() -> queue.receive(buffer().asReadOnlyBuffer()))
                .isInstanceOf(ReadOnlyBufferException.class);

        assertThat(serving()).isEqualTo("textbook");
        assertThat(latest().way()).isEqualTo(SwapWay.COMMANDED);
    }
}
