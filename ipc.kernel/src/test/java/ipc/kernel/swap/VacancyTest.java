package ipc.kernel.swap;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.small;
import static ipc.testkit.client.Client.take;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Timeout;
import ipc.api.admin.SwapOutcome;
import ipc.api.admin.SwapWay;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueStatistics;
import ipc.testkit.client.Child;
import ipc.testkit.rows.Row;
import ipc.testkit.rows.Where;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The provider is away: states wait in the kernel, and calls wait for a while. */
@Where(Where.Place.CLIENT)
class VacancyTest extends SwapRig {
    private final MessageQueue queue = queueWith("a");

    VacancyTest() {
        kernel.unbind(textbook);
    }

    private void leave() {
        kernel.unbind(slots);
        assertThat(serving()).isEmpty();
        assertThat(latest().outcome()).isEqualTo(SwapOutcome.WAITING);
    }

    private void comeBack() {
        bind(slots, "slots", 100);
        assertThat(serving()).isEqualTo("slots");
        assertThat(latest().way()).isEqualTo(SwapWay.RETURN);
    }

    private Child<Integer> receiver(MessageQueue from, Timeout timeout) {
        String name = from.status().name();
        return start(ipc -> ipc.face(MessageQueues.class)
                .open(name, QueueOptions.readWrite())
                .receive(buffer(), timeout));
    }

    @Test
    @Row("G-17")
    void shouldLetCallsWaitAndGoOn() {
        MessageQueue empty = queueWith();
        Child<Integer> before = receiver(empty, Timeout.forever());
        awaitBlocked(before.process());
        leave();
        Child<Integer> meanwhile = receiver(queue, Timeout.forever());
        awaitBlocked(meanwhile.process());
        awaitBlocked(before.process());

        comeBack();

        assertThat(meanwhile.result()).isEqualTo(1);
        empty.send(message("x"), 5);
        assertThat(before.result()).isEqualTo(5);
    }

    @Test
    @Row("G-17")
    void shouldAnswerNotNowToWhoDoesNotWait() {
        String name = queue.status().name();
        MessageQueue nonBlocking = queues().open(name, QueueOptions.readWrite().nonBlocking());
        leave();

        assertThat(queue.trySend(message("x"), 1)).isFalse();
        assertThat(queue.tryReceive(buffer())).isNegative();
        assertFails(Errno.EAGAIN, () -> nonBlocking.send(message("x"), 1));
        assertFails(Errno.EAGAIN, () -> nonBlocking.receive(buffer()));
        assertThat(queue.newLoan().tryReceive()).isNull();
        assertThat(queue.newLoan().tryClaim()).isNull();
        comeBack();
        assertThat(take(queue)).isEqualTo("a");
    }

    @Test
    @Row("G-17")
    void shouldNotWaitBeyondItsOwnDeadline() {
        leave();

        assertFails(Errno.ETIMEDOUT, () -> queue.receive(buffer(), Timeout.after(Duration.ofMillis(1))));

        comeBack();
        assertThat(take(queue)).isEqualTo("a");
    }

    @Test
    @Row("G-17")
    void shouldGiveUpAfterTheGraceAndLoseNothing() {
        kernel.swapSettings(settings(1, HOURS));
        MessageQueue empty = queueWith();
        Child<Integer> before = receiver(empty, Timeout.forever());
        awaitBlocked(before.process());
        leave();

        assertFails(Errno.EAGAIN, before::result);
        assertFails(Errno.EAGAIN, () -> queue.receive(buffer()));
        assertFails(Errno.EAGAIN, () -> queue.send(message("x"), 1));
        assertFails(Errno.EAGAIN, () -> queues().open(newName(), small()));
        comeBack();
        assertThat(take(queue)).isEqualTo("a");
    }

    @Test
    void shouldShowWhatIsKept() {
        QueueStatistics before = queue.status().statistics();
        leave();

        assertThat(queue.status().statistics()).isEqualTo(before);
        assertThat(admin().objects()).hasSize(1);
    }

    @Test
    void shouldOpenCloseAndUnlinkMeanwhile() {
        String name = queue.status().name();
        leave();

        MessageQueue again = queues().open(name, QueueOptions.readWrite());
        again.close();
        queues().unlink(name);
        queue.close();

        assertThat(admin().objects()).isEmpty();
        comeBack();
        assertThat(slots.alive).hasValue(0);
    }

    @Test
    @Row("G-18")
    void shouldSayThatThereIsNoProviderIfNothingIsKept() {
        queues().unlink(queue.status().name());
        leave();
        queue.close();

        assertFails(Errno.ENOSYS, () -> queues().open(newName(), small()));
    }

    @Test
    void shouldEndAProcessMeanwhile() {
        Child<Integer> waiting = receiver(queueWith(), Timeout.forever());
        awaitBlocked(waiting.process());
        leave();
        awaitBlocked(waiting.process());

        waiting.process().kill();

        assertThat(waiting.status().killed()).isTrue();
    }

    @Test
    void shouldCancelACallWhoseHandleIsClosedMeanwhile() {
        MessageQueue empty = queueWith();
        MessageQueue handle = empty.duplicate(empty.rights());
        Child<Integer> waiting = start(ipc -> handle.receive(buffer()));
        await(() -> empty.status().waiting() == 1);
        leave();
        await(() -> empty.status().waiting() == 1);

        handle.close();

        assertFails(Errno.ECANCELED, waiting::result);
    }

    @Test
    void shouldKeepLoansForTheNextProvider() {
        queue.send(message("b"), 1);
        MessageLoan lease = queue.newLoan();
        lease.receive(Timeout.forever());
        MessageLoan claim = queue.newLoan();
        claim.claim(Timeout.forever()).put(message("claimed"));
        leave();
        Child<Boolean> sending = start(ipc -> {
            claim.send(1);
            return true;
        });
        await(() -> !admin().waits().isEmpty());

        lease.close();
        comeBack();

        assertThat(sending.result()).isTrue();
        assertThat(take(queue)).isEqualTo("a");
        assertThat(take(queue)).isEqualTo("b");
        assertThat(take(queue)).isEqualTo("claimed");
        assertThat(queue.status().statistics().leased()).isZero();
    }

    @Test
    void shouldStayVacantIfTheReturningProviderLies() {
        leave();
        slots.imported = SwapRig::withoutTheFirst;
        bind(slots, "slots", 100);

        assertThat(serving()).isEmpty();
        assertThat(latest().outcome()).isEqualTo(SwapOutcome.WAITING);
        assertThat(latest().reason()).contains("CHECK of ");
        bind(textbook, "textbook", 0);
        assertThat(serving()).isEqualTo("textbook");
        assertThat(take(queue)).isEqualTo("a");
    }

    @Test
    void shouldAskForHelpIfTheReturningProviderIsOfNoUse() {
        leave();
        slots.onRestore = SwapRig::fail;
        kernel.subsystems().getFirst().exchange().rescue((name, why) -> log.add(name + ": " + why));

        bind(slots, "slots", 100);

        assertThat(log).hasSize(1);
        assertThat(log.getFirst()).startsWith("slots: IMPORT failed");
    }

    @Test
    void shouldTakeTheStateBesideACallThatDoesNotComeBack() {
        kernel.swapSettings(settings(HOURS, HOURS).drainMillisMax(50));
        slots.onSend = this::hang;
        Child<Boolean> stuck = start(ipc -> queue.trySend(message("x"), 1));
        await(() -> kernel.scheduler().tasks(task -> task.gates() == 1 << 2).size() == 1);
        bind(textbook, "textbook", 0);

        kernel.unbind(slots);

        assertThat(serving()).isEqualTo("textbook");
        assertThat(latest().stuck()).hasSize(1);
        assertThat(take(queue)).isEqualTo("a");
        hang.countDown();
        stuck.status();
    }

    @Test
    void shouldBeginAnewWhereTheLeavingProviderGivesNoState() {
        slots.onState = SwapRig::fail;
        bind(textbook, "textbook", 0);

        kernel.unbind(slots);

        assertThat(serving()).isEqualTo("textbook");
        assertThat(latest().reason()).contains(" begins anew: EXPORT failed");
        assertThat(queue.tryReceive(buffer())).isNegative();
        queue.send(message("b"), 1);
        assertThat(take(queue)).isEqualTo("b");
    }
}
