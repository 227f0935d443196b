package ipc.kernel.swap;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.small;
import static ipc.testkit.client.Client.take;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Credentials;
import ipc.api.Errno;
import ipc.api.ExitStatus;
import ipc.api.Signal;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.admin.SwapReport;
import ipc.api.admin.SwapStep;
import ipc.api.admin.SwapWay;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueStatistics;
import ipc.kernel.process.KernelProcess;
import ipc.testkit.client.Child;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A commanded swap that goes well: everything is there afterwards, and nobody noticed. */
class SwapTest extends SwapRig {
    @Test
    void shouldReportWhatItDid() {
        queueWith("one", "three");
        queueWith();

        SwapReport report = swapTo("textbook");

        assertThat(report.way()).isEqualTo(SwapWay.COMMANDED);
        assertThat(report.from()).isEqualTo("slots");
        assertThat(report.generationAfter()).isEqualTo(report.generationBefore() + 1);
        assertThat(report.steps().stream().map(SwapReport.Timing::step))
                .containsExactlyElementsOf(EnumSet.allOf(SwapStep.class));
        assertThat(report.moved()).isEqualTo(new SwapReport.Moved(2, 2, 8, 0));
        assertThat(report.pauseNanos()).isPositive();
        assertThat(report.reason()).isEmpty();
        assertThat(latest()).isEqualTo(report);
    }

    @Test
    void shouldKeepOrderFiguresAndOptions() {
        MessageQueue queue = queueWith("a", "b");
        queue.send(message("urgent"), 7);
        take(queue);
        QueueStatistics before = queue.status().statistics();

        swapTo("textbook");
        swapTo("slots");

        assertThat(queue.status().statistics()).isEqualTo(before);
        assertThat(queue.status().depthMax()).isEqualTo(8);
        assertThat(take(queue)).isEqualTo("a");
        assertThat(take(queue)).isEqualTo("b");
    }

    @Test
    void shouldGiveBackTheMemoryOfTheOldObjects() {
        long before = kernel.memory().usedBytes();
        MessageQueue queue = queueWith("a");
        swapTo("textbook");
        swapTo("slots");
        assertThat(textbook.alive).hasValue(0);
        assertThat(slots.alive).hasValue(1);

        String name = queue.status().name();
        queue.close();
        queues().unlink(name);

        assertThat(slots.alive).hasValue(0);
        assertThat(kernel.memory().usedBytes()).isEqualTo(before);
    }

    @Test
    void shouldChargeTheMakerOfAQueueBeyondItsLimit() {
        Child<Long> maker = start(ipc -> {
            ipc.face(MessageQueues.class).create(small());
            waitAfter(ipc.face(MessageQueues.class));
            return 0L;
        });
        awaitBlocked(maker.process());
        long charged = memoryOf(maker);

        swapTo("textbook");
        swapTo("slots");

        assertThat(memoryOf(maker)).isEqualTo(charged).isPositive();
    }

    private static void waitAfter(MessageQueues queues) {
        queues.create(small()).receive(buffer());
    }

    private long memoryOf(Child<?> child) {
        return admin().processes().stream()
                .filter(process -> process.pid() == child.process().pid())
                .findFirst()
                .orElseThrow()
                .memoryBytes();
    }

    @Test
    void shouldKeepThePlacesOfReceivers() {
        MessageQueue queue = queueWith();
        Child<Integer> first = receiver(queue, Timeout.forever());
        awaitBlocked(first.process());
        Child<Integer> second = receiver(queue, Timeout.forever());
        awaitBlocked(second.process());

        SwapReport report = swapTo("textbook");

        assertThat(report.moved().waiters()).isEqualTo(2);
        awaitBlocked(first.process());
        awaitBlocked(second.process());
        queue.send(message("1"), 1);
        assertThat(first.result()).isEqualTo(1);
        queue.send(message("2"), 2);
        assertThat(second.result()).isEqualTo(2);
    }

    @Test
    void shouldGoOnWaitingForManyInTheNewProvider() {
        MessageQueue queue = queueWith();
        Child<Waits.Outcome> waiter = start(ipc -> {
            MessageQueue own = ipc.face(MessageQueues.class).open(queue.status().name(), QueueOptions.readWrite());
            return ipc.face(Waits.class).any(List.of(new Waits.Item(own, Set.of(Signal.READABLE))), Timeout.forever());
        });
        awaitBlocked(waiter.process());

        swapTo("textbook");
        awaitBlocked(waiter.process());
        queue.send(message("1"), 1);

        assertThat(waiter.result().index()).isZero();
    }

    @Test
    void shouldKeepThePlacesOfSenders() {
        MessageQueue queue = queueWith("1", "2", "3", "4", "5", "6", "7", "8");
        Child<Boolean> first = sender(queue, "first");
        awaitBlocked(first.process());
        Child<Boolean> second = sender(queue, "second");
        awaitBlocked(second.process());

        swapTo("textbook");

        awaitBlocked(first.process());
        awaitBlocked(second.process());
        for (int i = 1; i <= 8; i++) {
            assertThat(take(queue)).isEqualTo(Integer.toString(i));
            if (i == 1) {
                assertThat(first.result()).isTrue();
            }
        }
        assertThat(second.result()).isTrue();
        assertThat(take(queue)).isEqualTo("first");
        assertThat(take(queue)).isEqualTo("second");
    }

    private Child<Integer> receiver(MessageQueue queue, Timeout timeout) {
        String name = queue.status().name();
        return start(ipc -> ipc.face(MessageQueues.class)
                .open(name, QueueOptions.readWrite())
                .receive(buffer(), timeout));
    }

    private Child<Boolean> sender(MessageQueue queue, String text) {
        String name = queue.status().name();
        return start(ipc -> {
            ipc.face(MessageQueues.class).open(name, QueueOptions.readWrite()).send(message(text), 1);
            return true;
        });
    }

    @Test
    void shouldCarryRegistrationsAndDeadLetters() {
        String graveName = newName();
        MessageQueue grave = queues().open(graveName, small());
        MessageQueue queue =
                queues().open(newName(), small().timeToLive(Duration.ofNanos(1)).deadLetters(graveName));
        List<Long> heard = new CopyOnWriteArrayList<>();
        queue.send(message("dead"), 1);
        grave.onArrival(arrival -> heard.add(arrival.value()), 42);

        swapTo("textbook");

        assertThat(queue.tryReceive(buffer())).isNegative();
        await(() -> heard.equals(List.of(42L)));
        assertThat(take(grave)).isEqualTo("dead");
    }

    @Test
    void shouldRelinkALeaseAndAClaim() {
        MessageQueue queue = queueWith("leased", "queued");
        MessageLoan lease = queue.newLoan();
        lease.receive(Timeout.forever());
        MessageLoan claim = queue.newLoan();
        ByteBuffer slot = claim.claim(Timeout.forever());
        slot.put(message("claimed"));

        swapTo("textbook");

        claim.send(1);
        lease.requeue();
        assertThat(take(queue)).isEqualTo("leased");
        assertThat(take(queue)).isEqualTo("queued");
        assertThat(take(queue)).isEqualTo("claimed");
        assertThat(queue.status().statistics().redelivered()).isEqualTo(1);
    }

    @Test
    void shouldDropTheShadowsOfADryRun() {
        MessageQueue queue = queueWith("a");
        long memory = kernel.memory().usedBytes();

        SwapReport report = kernel.admin().swap("mq", SwapOptions.toBest().checkOnly());

        assertThat(report.outcome()).as(report.reason()).isEqualTo(SwapOutcome.CHECKED);
        assertThat(report.generationAfter()).isEqualTo(report.generationBefore());
        assertThat(report.steps().stream().map(SwapReport.Timing::step)).doesNotContain(SwapStep.SWITCH);
        assertThat(serving()).isEqualTo("slots");
        assertThat(textbook.alive).hasValue(0);
        assertThat(kernel.memory().usedBytes()).isEqualTo(memory);
        assertThat(take(queue)).isEqualTo("a");
    }

    @Test
    void shouldRefuseTargetsThatAreNotThereOrServe() {
        assertFails(Errno.ENOENT, () -> kernel.admin().swap("pipes", SwapOptions.toBest()));
        assertFails(
                Errno.ENOENT,
                () -> kernel.admin().swap("mq", SwapOptions.toBest().target("nowhere")));
        assertFails(
                Errno.EINVAL,
                () -> kernel.admin().swap("mq", SwapOptions.toBest().target("slots")));
        kernel.unbind(textbook);
        assertFails(Errno.ENOENT, this::swap);
        assertThat(serving()).isEqualTo("slots");
    }

    @Test
    void shouldFinishAlthoughItsCommanderIsKilled() {
        MessageQueue queue = queueWith("a");
        textbook.onRestore = this::hang;
        Child<SwapReport> commander = start(ipc -> swap());
        await(() -> hanging);

        commander.process().kill();
        commander.status();
        hang.countDown();

        await(() -> serving().equals("textbook"));
        assertThat(take(queue)).isEqualTo("a");
    }

    @Test
    void shouldObeyAThreadWhoseLastCallWasForAProcessThatHasEnded() {
        KernelProcess gone = kernel.bundle("gone", Credentials.of(1000, 1000));
        kernel.face(gone, MessageQueues.class).create(small());
        kernel.processes().end(gone, new ExitStatus(gone.pid(), 0, false));

        assertThat(swap().outcome()).isEqualTo(SwapOutcome.SWITCHED);
    }

    @Test
    void shouldDestroyWhatIsReleasedMeanwhileAfterwards() {
        Child<Boolean> owner = start(ipc -> {
            MessageQueue own = ipc.face(MessageQueues.class).create(small());
            own.receive(buffer());
            return true;
        });
        awaitBlocked(owner.process());
        textbook.onRestore = this::hang;
        Child<SwapReport> commander = start(ipc -> swap());
        await(() -> hanging);

        owner.process().kill();
        owner.status();
        assertThat(slots.alive).hasValue(1);
        hang.countDown();

        assertThat(commander.result().outcome()).isEqualTo(SwapOutcome.SWITCHED);
        assertThat(slots.alive).hasValue(0);
        assertThat(textbook.alive).hasValue(0);
    }

    @Test
    void shouldEndAProcessThatHoldsALeaseMeanwhile() {
        MessageQueue queue = queueWith("leased");
        String name = queue.status().name();
        Child<Boolean> holder = start(ipc -> {
            MessageQueue own = ipc.face(MessageQueues.class).open(name, QueueOptions.readWrite());
            own.newLoan().receive(Timeout.forever());
            own.receive(buffer());
            return true;
        });
        awaitBlocked(holder.process());
        textbook.onRestore = this::hang;
        Child<SwapReport> commander = start(ipc -> swap());
        await(() -> hanging);

        holder.process().kill();
        hang.countDown();

        holder.status();
        commander.result();
        assertThat(take(queue)).isEqualTo("leased");
        assertThat(queue.status().statistics().redelivered()).isEqualTo(1);
    }
}
