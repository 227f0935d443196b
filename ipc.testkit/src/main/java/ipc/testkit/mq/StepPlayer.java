package ipc.testkit.mq;

import ipc.api.mq.spi.QueueSlot;
import ipc.api.mq.spi.QueueState;
import ipc.testkit.kernel.Deadlines;
import ipc.testkit.kernel.Texts;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plays a sequence of calls to one queue and writes down all that can be seen from outside. */
final class StepPlayer {
    private final int priorities;
    private QueueProbe queue;
    private List<QueueSlot> loans = new ArrayList<>();
    private List<QueueSlot> leases = new ArrayList<>();
    private int messages;
    private boolean watching;

    StepPlayer(QueueProbe queue, int priorities) {
        this.queue = queue;
        this.priorities = priorities;
    }

    /**
     * {@return the answer, and what the listener was told} Figures are asked for by a step of their own only: asking
     * could set right what a call left wrong.
     */
    String play(Step step) {
        return "%s; expired %s, arrivals %d"
                .formatted(
                        answer(step),
                        queue.listener().expired(),
                        queue.listener().arrivals());
    }

    private String answer(Step step) {
        return switch (step.operation()) {
            case SEND -> send(step, Long.MAX_VALUE);
            case SEND_EXPIRING -> send(step, expiry(step));
            case SEND_MANY -> many(step, () -> send(step, Long.MAX_VALUE));
            case SEND_ALL -> sendAll(step, Long.MAX_VALUE);
            case SEND_ALL_EXPIRING -> sendAll(step, expiry(step));
            case RECEIVE -> Objects.toString(queue.tryReceive());
            case RECEIVE_MANY -> many(step, () -> Objects.toString(queue.tryReceive()));
            case RECEIVE_ALL ->
                queue.receiveAll(step.amount() % 8, Deadlines.immediate()).toString();
            case LOAN -> loan();
            case PUBLISH -> publish(step, Long.MAX_VALUE);
            case PUBLISH_EXPIRING -> publish(step, expiry(step));
            case GIVE_BACK -> endOne(loans, step, false);
            case LEASE -> lease();
            case SETTLE -> endOne(leases, step, false);
            case REQUEUE -> endOne(leases, step, true);
            case ADVANCE -> advance(step);
            case WATCH -> watch();
            case LOOK -> queue.statistics().toString();
            case SWAP -> swap();
        };
    }

    private String many(Step step, Call once) {
        return IntStream.rangeClosed(0, step.amount() % 8)
                .mapToObj(i -> once.answer())
                .toList()
                .toString();
    }

    /** One of many. */
    private interface Call {
        String answer();
    }

    private long expiry(Step step) {
        return queue.scheduler().nowNanos() + step.amount();
    }

    /** A text of its own for each message, of any length there can be. */
    private String nextText(Step step) {
        String text = "m" + messages++;
        return step.amount() % 5 == 0 ? text + "x".repeat(QueueProbe.BYTES_MAX - text.length()) : text;
    }

    private int priority(Step step) {
        return step.choice() % priorities;
    }

    private String send(Step step, long expiryNanos) {
        boolean sent =
                queue.object().send(Texts.bytesOf(nextText(step)), priority(step), expiryNanos, Deadlines.immediate());
        return Boolean.toString(sent);
    }

    /** Also what became of the positions; perhaps no message at all. */
    private String sendAll(Step step, long expiryNanos) {
        List<ByteBuffer> messages = Stream.generate(() -> Texts.bytesOf(nextText(step)))
                .limit(step.amount() % 8)
                .toList();
        int sent = queue.object().sendAll(messages, priority(step), expiryNanos, Deadlines.immediate());
        return sent + " of " + messages;
    }

    private String loan() {
        QueueSlot loan = queue.tryLoan();
        if (loan == null) {
            return "no room";
        }
        loans.add(loan);
        return "loaned " + loan.bytes().position() + " to " + loan.bytes().limit();
    }

    private String publish(Step step, long expiryNanos) {
        QueueSlot loan = pick(loans, step);
        if (loan == null) {
            return "no loan";
        }
        QueueProbe.publish(loan, nextText(step), priority(step), expiryNanos);
        return "published";
    }

    private String lease() {
        QueueSlot lease = queue.tryLease();
        if (lease == null) {
            return "no message";
        }
        leases.add(lease);
        return "leased " + describe(lease);
    }

    private static String describe(QueueSlot lease) {
        return Texts.textOf(lease.bytes()) + "@" + lease.priority() + " " + lease.redeliveries();
    }

    private static String endOne(List<QueueSlot> held, Step step, boolean requeue) {
        QueueSlot slot = pick(held, step);
        if (slot == null) {
            return "nothing held";
        }
        slot.settle(requeue);
        return "ended";
    }

    private static @Nullable QueueSlot pick(List<QueueSlot> held, Step step) {
        return held.isEmpty() ? null : held.remove(step.choice() % held.size());
    }

    private String advance(Step step) {
        queue.scheduler().advance(step.amount());
        return "later";
    }

    private String watch() {
        watching = !watching;
        queue.listener().watch(watching);
        return "watching " + watching;
    }

    /** As the kernel does it: what was loaned is loaned again, leases are found by their numbers. */
    private String swap() {
        QueueState state = queue.object().state();
        List<Integer> numbers = leases.stream().map(QueueSlot::number).toList();
        queue = queue.restored();
        boolean same = queue.object().state().equals(state);
        leases = new ArrayList<>(numbers.stream().map(queue.object()::leased).toList());
        loans = new ArrayList<>(loans.stream().map(loan -> queue.loan()).toList());
        return "swapped, equal " + same + ", "
                + leases.stream().map(StepPlayer::describe).toList();
    }

    /** {@return the whole contents, with leases in an order that does not depend on their numbers} */
    String contents() {
        QueueState state = queue.object().state();
        List<String> leased =
                state.leased().stream().map(StepPlayer::describe).sorted().toList();
        return "%s, leased %s, %s"
                .formatted(state.messages().stream().map(StepPlayer::describe).toList(), leased, state.statistics());
    }

    private static String describe(QueueState.Message message) {
        return "%s@%d %d until %d"
                .formatted(
                        Texts.textOf(message.bytes()),
                        message.priority(),
                        message.redeliveries(),
                        message.expiryNanos());
    }

    /** Ends everything and asserts that nothing stays behind. */
    int memoryLeft() {
        queue.object().destroy();
        return queue.kernel().memory().outstanding();
    }
}
