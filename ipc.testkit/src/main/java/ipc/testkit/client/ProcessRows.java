package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.small;
import static ipc.testkit.client.Client.take;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.ExitStatus;
import ipc.api.Ipc;
import ipc.api.IpcProcess;
import ipc.api.Limit;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.admin.LimitSnapshot;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of processes, and that nothing stays behind. */
interface ProcessRows extends Client {
    @Test
    @Row("KN-05")
    default void shouldGiveTheStatusOfAChildOnce() {
        IpcProcess child = ipc().spawn(SpawnOptions.program("seven", (ipc, arguments) -> 7));

        ExitStatus status = Child.statusOf(ipc(), child.pid());

        assertThat(status).isEqualTo(new ExitStatus(child.pid(), 7, false));
        assertFails(Errno.ECHILD, () -> ipc().waitFor(child.pid(), Timeout.forever()));
    }

    @Test
    @Row("KN-05")
    default void shouldNotWaitWithoutChildrenNorLongerThanAllowed() {
        start(ipc -> {
                    assertFails(Errno.ECHILD, () -> ipc.waitFor(0, Timeout.forever()));
                    return true;
                })
                .result();
        Child<Boolean> sleeper = start(ipc -> {
            Client.waitForever(ipc);
            return true;
        });

        assertThat(ipc().waitFor(sleeper.process().pid(), Timeout.after(Duration.ZERO)))
                .isNull();

        sleeper.process().kill();
        assertThat(sleeper.status()).returns(true, ExitStatus::killed).returns(137, ExitStatus::status);
    }

    @Test
    default void shouldEndWithTheStatusThatTheProgramSays() {
        IpcProcess child = ipc().spawn(SpawnOptions.program("exits", (ipc, arguments) -> {
            throw ipc.exit(3);
        }));
        IpcProcess broken = ipc().spawn(SpawnOptions.program("throws", (ipc, arguments) -> {
            throw new IllegalStateException("planned");
        }));

        assertThat(Child.statusOf(ipc(), child.pid()).status()).isEqualTo(3);
        assertThat(Child.statusOf(ipc(), broken.pid()).status()).isEqualTo(1);
    }

    @Test
    @Row({"KN-04", "MQ-46", "G-12"})
    default void shouldLeaveNothingBehindWhenKilled() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        long handles = used("handlesMax");
        long memory = used("memoryBytesMax");
        Child<Boolean> victim = start(ipc -> {
            MessageQueues queues = ipc.face(MessageQueues.class);
            queues.create(small());
            MessageQueue same = queues.open(name, QueueOptions.readWrite());
            same.send(message("survives"), 0);
            same.newLoan().claim(Timeout.forever());
            same.send(message("never fits"), 0);
            return true;
        });
        awaitBlocked(victim.process());

        victim.process().kill();

        assertThat(victim.status().killed()).isTrue();
        assertThat(used("handlesMax")).isEqualTo(handles);
        assertThat(used("memoryBytesMax")).isEqualTo(memory);
        assertThat(take(queue)).isEqualTo("survives");
        assertThat(queue.status().waiting()).isZero();
        assertThat(queue.sendAll(List.of(message("a"), message("b")), 0, Timeout.forever()))
                .as("the claimed slot is free again")
                .isEqualTo(2);
    }

    private long used(String limit) {
        return admin().limits().stream()
                .filter(each -> each.name().equals(limit))
                .mapToLong(LimitSnapshot::used)
                .sum();
    }

    @Test
    @Row("G-12")
    default void shouldNotConsumeAMessageForADeadReceiver() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        Child<Integer> dead = start(ipc -> ipc.face(MessageQueues.class)
                .open(name, QueueOptions.readWrite())
                .receive(buffer()));
        awaitBlocked(dead.process());

        dead.process().kill();
        queue.send(message("for the living"), 0);
        dead.status();

        assertThat(take(queue)).isEqualTo("for the living");
    }

    @Test
    @Row("KN-04")
    default void shouldAdoptOrphans() {
        Child<Integer> parent = start(ipc -> ipc.spawn(SpawnOptions.program("orphan", (own, arguments) -> {
                    Client.waitForever(own);
                    return 0;
                }))
                .pid());
        int orphan = parent.result();

        IpcProcess adopted = ipc().process(orphan);
        assertThat(adopted.parentPid()).isEqualTo(1);

        adopted.kill();
        await(() -> adopted.state() == IpcProcess.State.GONE);
        assertFails(Errno.ESRCH, () -> ipc().process(orphan));
    }

    @Test
    @Row("KN-02")
    default void shouldNotServeAProcessThatHasEnded() {
        Ipc[] view = new Ipc[1];
        start(ipc -> {
                    view[0] = ipc;
                    return true;
                })
                .result();

        assertFails(Errno.ESRCH, () -> view[0].umask(0));
        assertFails(Errno.ESRCH, () -> view[0].face(MessageQueues.class).create(small()));
    }

    @Test
    @Row("KN-06")
    default void shouldBoundLimits() {
        Limit.Value now = ipc().self().limit(Limit.HANDLES);

        assertFails(Errno.EINVAL, () -> ipc().self().limit(Limit.HANDLES, new Limit.Value(2, 1)));
        assertFails(Errno.EINVAL, () -> ipc().self().limit(Limit.HANDLES, new Limit.Value(-1, 1)));
        assertFails(
                Errno.EPERM,
                () -> asUser(7, ipc -> {
                    ipc.self().limit(Limit.HANDLES, new Limit.Value(now.soft(), now.hard() + 1));
                    return true;
                }));
        assertThat(ipc().self().limit(Limit.HANDLES)).isEqualTo(now);
    }

    @Test
    @Row("KN-08")
    default void shouldBoundPriorities() {
        assertFails(Errno.EINVAL, () -> ipc().self().priority(32));
        assertFails(Errno.EINVAL, () -> ipc().self().priority(-1));
        assertFails(
                Errno.EPERM,
                () -> asUser(7, ipc -> {
                    ipc.self().priority(ipc.self().priority() + 1);
                    return true;
                }));
        Child<Boolean> ended = start(ipc -> true);
        ended.result();
        assertFails(Errno.ESRCH, () -> ended.process().priority(1));
    }

    @Test
    default void shouldNotLetUsersKillEachOther() {
        Child<Boolean> victim = start(ipc -> {
            Client.waitForever(ipc);
            return true;
        });
        int pid = victim.process().pid();

        assertFails(
                Errno.EPERM,
                () -> asUser(7, ipc -> {
                    ipc.process(pid).kill();
                    return true;
                }));

        victim.process().kill();
        victim.status();
    }

    @Test
    default void shouldGiveALeasedMessageBackWhenItsHolderDies() {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        queue.send(message("precious"), 0);
        queue.send(message("next"), 0);
        Child<Boolean> victim = start(ipc -> {
            ipc.face(MessageQueues.class)
                    .open(name, QueueOptions.readWrite())
                    .newLoan()
                    .receive(Timeout.forever());
            Client.waitForever(ipc);
            return true;
        });
        awaitBlocked(victim.process());

        victim.process().kill();
        victim.status();

        try (MessageLoan loan = queue.newLoan()) {
            assertThat(Client.text(loan.receive(Timeout.forever()).position(8))).isEqualTo("precious");
            assertThat(loan.redeliveries()).isEqualTo(1);
            loan.release();
        }
        assertThat(take(queue)).isEqualTo("next");
    }
}
