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
import ipc.api.admin.AuditRecord;
import ipc.api.admin.ObjectSnapshot;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueOptions.Access;
import ipc.testkit.rows.Row;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may do what: modes, rights, ways of opening, quotas. */
interface AccessRows extends Client {
    @Test
    @Row({"MQ-10", "KN-12"})
    default void shouldRefuseAndRecordWhomTheModeExcludes() {
        String name = newName();
        queues().open(name, small().create(0600));

        assertFails(
                Errno.EACCES,
                () -> asUser(7, ipc -> ipc.face(MessageQueues.class).open(name, QueueOptions.readWrite())));

        AuditRecord last = admin().audit().getLast();
        assertThat(last).returns(name, AuditRecord::object).returns(Errno.EACCES, AuditRecord::errno);
        assertThat(last.call()).isEqualTo("mq_open");
    }

    @Test
    @Row("MQ-10")
    default void shouldLetOthersReadWhereTheModeSaysSo() {
        String name = newName();
        ipc().umask(0);
        queues().open(name, small().create(0604));
        ipc().umask(022);

        asUser(7, ipc -> ipc.face(MessageQueues.class).open(name, QueueOptions.open(Access.READ)));

        assertFails(
                Errno.EACCES,
                () -> asUser(7, ipc -> ipc.face(MessageQueues.class).open(name, QueueOptions.open(Access.WRITE))));
    }

    @Test
    @Row("MQ-12")
    default void shouldMaskTheModeAndOwnWhatItCreates() {
        String name = newName();

        asUser(7, ipc -> {
            ipc.umask(027);
            return ipc.face(MessageQueues.class).open(name, small().create(0666));
        });

        ObjectSnapshot made = admin().objects().stream()
                .filter(object -> object.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(made).returns(7, ObjectSnapshot::ownerUid).returns(7, ObjectSnapshot::ownerGid);
        assertThat(made.mode()).isEqualTo(0640);
    }

    @Test
    @Row("MQ-36")
    default void shouldLetOnlyTheOwnerUnlink() {
        String name = newName();
        queues().open(name, small().create(0666));

        assertFails(
                Errno.EACCES,
                () -> asUser(7, ipc -> {
                    ipc.face(MessageQueues.class).unlink(name);
                    return true;
                }));
        queues().unlink(name);
    }

    @Test
    @Row({"MQ-13", "MQ-14"})
    default void shouldReportTheWrongWayAsABadDescriptor() {
        String name = newName();
        queues().open(name, small());
        MessageQueue reader = queues().open(name, QueueOptions.open(Access.READ));
        MessageQueue writer = queues().open(name, QueueOptions.open(Access.WRITE));

        assertFails(Errno.EBADF, () -> reader.send(message("x"), 0));
        assertFails(Errno.EBADF, () -> writer.receive(buffer()));
        assertFails(Errno.EBADF, () -> reader.newLoan().tryClaim());
        assertFails(Errno.EBADF, () -> writer.newLoan().tryReceive());
    }

    @Test
    @Row("G-04")
    default void shouldReportAMissingRightAsNoAccess() {
        MessageQueue queue = newQueue();
        MessageQueue sender = queue.duplicate(EnumSet.of(Right.WRITE));

        assertFails(Errno.EACCES, () -> sender.tryReceive(buffer()));
        assertFails(Errno.EACCES, sender::status);
        assertFails(Errno.EACCES, () -> sender.nonBlocking(true));
        assertFails(Errno.EACCES, () -> sender.onArrival(arrival -> {}, 0));
        assertThat(sender.trySend(message("x"), 0)).isTrue();
    }

    @Test
    @Row("G-01")
    default void shouldCheckRightsBeforeArgumentsBeforeState() {
        MessageQueue queue = newQueue();
        MessageQueue reader = queue.duplicate(Set.of(Right.READ));
        queue.send(message("1"), 0);
        queue.send(message("2"), 0);

        assertFails(Errno.EACCES, () -> reader.trySend(message("x".repeat(65)), 99));
        assertFails(Errno.EMSGSIZE, () -> queue.trySend(message("x".repeat(65)), 99));
        assertFails(Errno.EINVAL, () -> queue.trySend(message("x"), 99));
    }

    @Test
    @Row({"MQ-47", "G-16"})
    default void shouldBoundTheBytesOfAUsersQueues() {
        assertFails(
                Errno.EMFILE,
                () -> asUser(8, ipc -> {
                    ipc.self().limit(Limit.QUEUE_BYTES, new Limit.Value(200, 200));
                    ipc.face(MessageQueues.class).open(newName(), small());
                    return ipc.face(MessageQueues.class).open(newName(), small());
                }));
    }

    @Test
    @Row("G-16")
    default void shouldBoundTheMemoryOfAProcess() {
        assertFails(
                Errno.ENOMEM,
                () -> asUser(9, ipc -> {
                    ipc.self().limit(Limit.MEMORY_BYTES, new Limit.Value(64, 64));
                    return ipc.face(MessageQueues.class).open(newName(), small());
                }));
    }
}
