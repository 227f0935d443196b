package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.small;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Limit;
import ipc.api.Right;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueStatus;
import ipc.testkit.rows.Row;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Handles and open descriptions, by type and by number. */
interface HandleRows extends Client {
    @Test
    @Row({"MQ-32", "G-02", "HA-04"})
    default void shouldReportAClosedHandle() {
        MessageQueue queue = newQueue();
        queue.close();

        assertFails(Errno.EBADF, () -> queue.trySend(message("x"), 0));
        assertFails(Errno.EBADF, () -> queue.tryReceive(buffer()));
        assertFails(Errno.EBADF, queue::status);
        assertFails(Errno.EBADF, () -> queue.nonBlocking(true));
        assertFails(Errno.EBADF, () -> queue.onArrival(null, 0));
        assertFails(Errno.EBADF, queue::newLoan);
        assertFails(Errno.EBADF, () -> queue.duplicate(Set.of()));
        queue.close();
    }

    @Test
    @Row({"MQ-32", "G-02", "HA-04"})
    default void shouldReportANumberThatIsNotOpen() {
        Syscalls calls = ipc().face(Syscalls.class);
        MessageQueue queue = newQueue();
        queue.close();
        newQueue();

        assertFails(Errno.EBADF, () -> calls.call(Sysno.CLOSE.number(), queue.number()));
        assertFails(Errno.EBADF, () -> calls.call(Sysno.MQ_GETATTR.number(), queue.number()));
        assertFails(Errno.EBADF, () -> calls.call(Sysno.MQ_GETATTR.number(), -1));
    }

    @Test
    @Row("HA-04")
    default void shouldNotUseANumberAgainSoon() {
        Syscalls calls = ipc().face(Syscalls.class);
        MessageQueue queue = newQueue();
        MessageQueue closed = queue.duplicate(queue.rights());
        closed.close();

        for (int i = 0; i < 1000; i++) {
            MessageQueue next = queue.duplicate(queue.rights());
            assertThat(next.number()).isNotEqualTo(closed.number());
            assertFails(Errno.EBADF, () -> calls.call(Sysno.MQ_GETATTR.number(), closed.number()));
            assertFails(Errno.EBADF, closed::status);
            next.close();
        }
    }

    @Test
    @Row("G-03")
    default void shouldReportAHandleOfAnotherKind() {
        Syscalls calls = ipc().face(Syscalls.class);
        MessageQueue queue = newQueue();
        int loan = number(calls.call(Sysno.MQ_LOAN.number(), queue.number()));

        assertFails(Errno.EINVAL, () -> calls.call(Sysno.MQ_GETATTR.number(), loan));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.MQ_CLAIM.number(), queue.number(), Timeout.forever()));
    }

    private static int number(@Nullable Object result) {
        return (Integer) Objects.requireNonNull(result);
    }

    @Test
    @Row("MQ-28")
    default void shouldShareTheFlagWithDuplicatesOnly() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        MessageQueue duplicate = queue.duplicate(queue.rights());
        MessageQueue separate = queues().open(name, QueueOptions.readWrite());

        queue.nonBlocking(true);

        assertThat(duplicate.status().nonBlocking()).isTrue();
        assertThat(separate.status().nonBlocking()).isFalse();
        assertFails(Errno.EAGAIN, () -> duplicate.receive(buffer()));
    }

    @Test
    @Row({"MQ-29", "MQ-30"})
    default void shouldChangeTheFlagOnlyAndReturnTheOldStatus() {
        MessageQueue queue = newQueue();
        QueueStatus before = queue.status();

        QueueStatus old = queue.nonBlocking(true);

        assertThat(old).isEqualTo(before);
        assertThat(queue.status()).returns(2, QueueStatus::depthMax).returns(true, QueueStatus::nonBlocking);
    }

    @Test
    @Row("MQ-31")
    default void shouldRefuseAFlagThatIsNone() {
        Syscalls calls = ipc().face(Syscalls.class);
        int queue = newQueue().number();

        assertFails(Errno.EINVAL, () -> calls.call(Sysno.MQ_SETATTR.number(), queue, 0x4000));
    }

    @Test
    @Row("HA-01")
    default void shouldNeedARightToDuplicate() {
        MessageQueue queue = newQueue();
        MessageQueue last = queue.duplicate(EnumSet.of(Right.READ));

        assertFails(Errno.EACCES, () -> last.duplicate(EnumSet.of(Right.READ)));
    }

    @Test
    @Row("HA-02")
    default void shouldNotAddRights() {
        MessageQueue queue = newQueue();
        MessageQueue less = queue.duplicate(EnumSet.of(Right.READ, Right.DUPLICATE));

        assertFails(Errno.EINVAL, () -> less.duplicate(EnumSet.of(Right.WRITE)));
        assertFails(Errno.EINVAL, () -> less.replace(EnumSet.of(Right.WRITE)));
    }

    @Test
    @Row("HA-03")
    default void shouldCloseWhatIsReplacedAlsoOnError() {
        MessageQueue queue = newQueue();
        MessageQueue first = queue.duplicate(queue.rights());
        MessageQueue second = queue.duplicate(EnumSet.of(Right.READ));

        MessageQueue replaced = first.replace(EnumSet.of(Right.WRITE));

        assertFails(Errno.EINVAL, () -> second.replace(EnumSet.of(Right.WRITE)));
        assertFails(Errno.EBADF, () -> first.trySend(message("x"), 0));
        assertFails(Errno.EBADF, () -> second.tryReceive(buffer()));
        assertThat(replaced.trySend(message("x"), 0)).isTrue();
    }

    @Test
    @Row("HA-05")
    default void shouldCancelAWaitThroughAHandleThatIsClosed() {
        String name = newName();
        MessageQueue[] handle = new MessageQueue[1];
        Child<Integer> receiver = start(ipc -> {
            handle[0] = ipc.face(MessageQueues.class).open(name, small());
            return handle[0].receive(buffer());
        });
        awaitBlocked(receiver.process());

        handle[0].close();

        assertFails(Errno.ECANCELED, receiver::result);
    }

    @Test
    @Row("G-14")
    default void shouldBoundTheHandlesOfAProcess() {
        assertFails(
                Errno.EMFILE,
                () -> start(ipc -> {
                            ipc.self().limit(Limit.HANDLES, new Limit.Value(2, 2));
                            MessageQueues queues = ipc.face(MessageQueues.class);
                            queues.open(newName(), small());
                            queues.open(newName(), small());
                            return queues.open(newName(), small());
                        })
                        .result());
    }

    @Test
    @Row("KN-01")
    default void shouldNotKnowEveryNumber() {
        Syscalls calls = ipc().face(Syscalls.class);

        assertFails(Errno.ENOSYS, () -> calls.call(63));
        assertFails(Errno.ENOSYS, () -> calls.call(-1));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.GETPID.number(), "too many"));
        assertThat(calls.call(Sysno.GETPID.number())).isEqualTo(ipc().self().pid());
    }

    @Test
    default void shouldDoByNumberWhatFacesDo() {
        Syscalls calls = ipc().face(Syscalls.class);
        String name = newName();

        int queue = number(calls.call(Sysno.MQ_OPEN.number(), name, small()));
        calls.call(Sysno.MQ_SEND.number(), queue, message("by number"), 3, Timeout.forever());

        assertThat(queues().open(name, QueueOptions.readWrite()).tryReceive(buffer()))
                .isEqualTo(3);
        calls.call(Sysno.MQ_UNLINK.number(), name);
        calls.call(Sysno.CLOSE.number(), queue);
    }
}
