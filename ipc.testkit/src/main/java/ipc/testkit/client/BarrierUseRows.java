package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.SyncClient.kill;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.Right;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.admin.ObjectSnapshot;
import ipc.api.sync.Barrier;
import ipc.api.sync.BarrierOptions;
import ipc.api.sync.BarrierStatus;
import ipc.api.sync.Barriers;
import ipc.api.sync.Creation;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Barriers as programs use them. */
interface BarrierUseRows extends SyncClient {
    /** Looks at the clock at once. */
    Timeout AT_ONCE = Timeout.after(Duration.ofMillis(1));

    /** Returns the process's barriers. */
    default Barriers barriers() {
        return ipc().face(Barriers.class);
    }

    /** Opens a barrier that is there, or makes one for so many. */
    static Barrier barrier(Ipc ipc, String name, int parties) {
        return ipc.face(Barriers.class).open(name, CREATE, BarrierOptions.of(parties));
    }

    /** Starts a program that comes to a barrier, and waits for that. */
    default Child<Integer> startParty(String name) {
        Child<Integer> party = start(ipc -> ipc.face(Barriers.class)
                .open(name, Creation.none(), BarrierOptions.of(1))
                .await());
        awaitBlocked(party.process());
        return party;
    }

    /** Starts a program that comes to a barrier, which breaks meanwhile. */
    default Child<Boolean> startDisappointed(String name) {
        Child<Boolean> party = start(ipc -> {
            Barrier barrier = ipc.face(Barriers.class).open(name, Creation.none(), BarrierOptions.of(1));
            assertFails(Errno.EPIPE, barrier::await);
            return true;
        });
        awaitBlocked(party.process());
        return party;
    }

    @Test
    @Row({"BA-01", "BA-02"})
    default void shouldGoOnTogetherAndTellTheLastOne() {
        String name = newName();
        Barrier barrier = barrier(ipc(), name, 3);
        Child<Integer> first = startParty(name);
        Child<Integer> second = startParty(name);
        BarrierStatus before = barrier.status();
        assertThat(before.name()).isEqualTo(name);
        assertThat(before.options()).isEqualTo(BarrierOptions.of(3));
        assertThat(before.arrived()).isEqualTo(2);
        assertThat(before.waiting()).isEqualTo(2);

        assertThat(barrier.await()).isEqualTo(Barrier.SERIAL);

        assertThat(first.result()).isEqualTo(2);
        assertThat(second.result()).isEqualTo(1);
        assertThat(barrier.status().arrived()).isZero();
        assertThat(barrier.status().passed()).isEqualTo(1);
    }

    @Test
    @Row("BA-03")
    default void shouldMeetAgain() {
        String name = newName();
        Barrier barrier = barrier(ipc(), name, 2);
        Child<Integer> other = start(ipc -> {
            Barrier same = barrier(ipc, name, 2);
            int serial = 0;
            for (int i = 0; i < 50; i++) {
                serial += same.await() == Barrier.SERIAL ? 1 : 0;
            }
            return serial;
        });

        int serial = 0;
        for (int i = 0; i < 50; i++) {
            serial += barrier.await() == Barrier.SERIAL ? 1 : 0;
        }

        assertThat(serial + other.result()).isEqualTo(50);
        assertThat(barrier.status().passed()).isEqualTo(50);
    }

    @Test
    @Row({"BA-04", "G-12"})
    default void shouldBreakByADeath() {
        String name = newName();
        Barrier barrier = barrier(ipc(), name, 3);
        Child<Integer> victim = startParty(name);
        Child<Boolean> other = startDisappointed(name);

        kill(victim);

        assertThat(other.result()).isTrue();
        assertThat(barrier.status().broken()).isTrue();
        assertFails(Errno.EPIPE, barrier::await);
    }

    @Test
    @Row({"BA-07", "BA-04"})
    default void shouldBreakByATimeOutOfWhichOnlyOneIsTold() {
        String name = newName();
        Barrier barrier = barrier(ipc(), name, 3);
        Child<Boolean> other = startDisappointed(name);

        assertFails(Errno.ETIMEDOUT, () -> barrier.await(AT_ONCE));

        assertThat(other.result()).isTrue();
        assertFails(Errno.EPIPE, () -> barrier.await(AT_ONCE));
    }

    @Test
    @Row({"BA-04", "BA-09"})
    default void shouldBreakByAnInterruption() {
        String name = newName();
        Barrier barrier = barrier(ipc(), name, 3);
        Child<Boolean> interrupted = start(ipc -> {
            assertFails(Errno.EINTR, () -> barrier(ipc, name, 3).await());
            return true;
        });
        awaitBlocked(interrupted.process());
        Child<Boolean> other = startDisappointed(name);

        interrupted.process().interrupt();

        assertThat(interrupted.result()).isTrue();
        assertThat(other.result()).isTrue();
        assertThat(barrier.status().broken()).isTrue();
    }

    @Test
    @Row("BA-09")
    default void shouldBreakByWhoComesInterruptedUnlessItIsTheLastOne() {
        Barrier barrier = barriers().create(BarrierOptions.of(2));
        Barrier alone = barriers().create(BarrierOptions.of(1));
        Thread.currentThread().interrupt();

        assertThat(alone.await()).isEqualTo(Barrier.SERIAL);
        assertFails(Errno.EINTR, barrier::await);

        assertThat(Thread.interrupted()).as("the flag stays").isTrue();
        assertThat(barrier.status().broken()).isTrue();
    }

    @Test
    @Row("BA-08")
    default void shouldBeWholeAfterItWasReset() {
        String name = newName();
        Barrier barrier = barrier(ipc(), name, 2);
        assertFails(Errno.ETIMEDOUT, () -> barrier.await(AT_ONCE));

        barrier.reset();

        Child<Boolean> other = startDisappointed(name);
        barrier.reset();
        assertThat(other.result()).isTrue();
        assertThat(barrier.status().broken()).isFalse();
        Child<Integer> next = startParty(name);
        assertThat(barrier.await()).isEqualTo(Barrier.SERIAL);
        assertThat(next.result()).isEqualTo(1);
    }

    @Test
    @Row("BA-10")
    default void shouldRefuseBadNumbersAndChangeNothing() {
        Barrier barrier = barriers().create(BarrierOptions.of(2));

        assertFails(Errno.EINVAL, () -> barrier.await(Timeout.after(0, -1)));

        assertThat(barrier.status().broken()).isFalse();
        assertThat(barrier.status().arrived()).isZero();
        assertFails(Errno.EINVAL, () -> barriers().create(BarrierOptions.of(0)));
        assertFails(Errno.EINVAL, () -> barriers().create(BarrierOptions.of(BarrierOptions.PARTIES_MAX + 1)));
        assertFails(Errno.EINVAL, () -> barriers().open(newName(), CREATE, BarrierOptions.of(-1)));
        assertThat(barriers().create(BarrierOptions.of(1)).await()).isEqualTo(Barrier.SERIAL);
    }

    @Test
    @Row("G-04")
    default void shouldNeedARightForEachCallOfABarrier() {
        Barrier barrier = barriers().create(BarrierOptions.of(1));
        Barrier waits = barrier.duplicate(Set.of(Right.WAIT));
        Barrier others = barrier.duplicate(Set.of(Right.WRITE, Right.INSPECT));

        assertThat(waits.await()).isEqualTo(Barrier.SERIAL);
        assertFails(Errno.EACCES, waits::reset);
        assertFails(Errno.EACCES, waits::status);
        others.reset();
        assertThat(others.status().passed()).isEqualTo(1);
        assertFails(Errno.EACCES, others::await);
        Barrier last = waits.replace(Set.of(Right.WAIT));
        assertFails(Errno.EBADF, waits::await);
        last.close();
        assertFails(Errno.EBADF, last::await);
    }

    @Test
    @Row("BA-04")
    default void shouldBreakByAHandleThatIsClosed() {
        String name = newName();
        Barrier barrier = barrier(ipc(), name, 3);
        Child<Boolean> other = startDisappointed(name);
        Barrier[] handle = new Barrier[1];
        Child<Integer> closing = start(ipc -> {
            handle[0] = barrier(ipc, name, 3);
            return handle[0].await();
        });
        awaitBlocked(closing.process());

        handle[0].close();

        assertFails(Errno.ECANCELED, closing::result);
        assertThat(other.result()).isTrue();
        assertThat(barrier.status().broken()).isTrue();
    }

    @Test
    @Row("BA-11")
    default void shouldShareTheNamesOfOtherKinds() {
        String name = newName();
        barrier(ipc(), name, 2);

        assertFails(Errno.EINVAL, () -> SyncClient.mutex(ipc(), name));
        assertFails(Errno.EEXIST, () -> barriers().open(name, CREATE.exclusive(), BarrierOptions.of(2)));
        sync().unlink(name);
        assertFails(Errno.ENOENT, () -> barriers().open(name, Creation.none(), BarrierOptions.of(2)));
    }

    @Test
    @Row("BA-12")
    default void shouldWaitForABarrierTogetherWithOthersByUsersSignalsOnly() {
        Barrier barrier = barriers().create(BarrierOptions.of(2));

        shouldBeAwaitedByUsersSignalsOnly(barrier);
    }

    @Test
    default void shouldBeSeenAndRemovedByOperators() {
        String name = newName();
        Barrier barrier = barrier(ipc(), name, 2);
        Child<Integer> party = startParty(name);

        ObjectSnapshot seen = admin().objects().stream()
                .filter(object -> object.name().equals(name))
                .findFirst()
                .orElseThrow();

        assertThat(seen.mechanism()).isEqualTo("sync");
        assertThat(seen.figures())
                .containsEntry("expected parties", 2L)
                .containsEntry("arrived parties", 1L)
                .containsEntry("broken flag", 0L)
                .containsEntry("waiting calls", 1L);
        assertThat(admin().waits())
                .anySatisfy(wait -> assertThat(wait.toString()).contains(name + " complete"));
        admin().remove("sync", name);
        assertThat(barrier.status().name()).isEmpty();
        barrier.await();
        assertThat(party.result()).isEqualTo(1);
    }

    @Test
    default void shouldMeetByNumberToo() {
        Syscalls calls = ipc().face(Syscalls.class);
        String name = newName();
        Object handle = calls.call(Sysno.BARRIER_OPEN.number(), name, CREATE, BarrierOptions.of(2));
        Child<Integer> party = startParty(name);

        assertThat(calls.call(Sysno.BARRIER_AWAIT.number(), handle, Timeout.forever()))
                .isEqualTo(Barrier.SERIAL);

        assertThat(party.result()).isEqualTo(1);
        assertThat(calls.call(Sysno.BARRIER_STATUS.number(), handle)).hasFieldOrPropertyWithValue("passed", 1L);
        assertFails(Errno.ETIMEDOUT, () -> calls.call(Sysno.BARRIER_AWAIT.number(), handle, AT_ONCE));
        assertThat(calls.call(Sysno.BARRIER_STATUS.number(), handle)).hasFieldOrPropertyWithValue("broken", true);
        calls.call(Sysno.BARRIER_RESET.number(), handle);
        assertThat(calls.call(Sysno.BARRIER_STATUS.number(), handle)).hasFieldOrPropertyWithValue("broken", false);
        Object other = calls.call(Sysno.BARRIER_CREATE.number(), BarrierOptions.of(1));
        assertFails(Errno.EINVAL, () -> calls.call(Sysno.MUTEX_UNLOCK.number(), other));
        assertThat(calls.call(Sysno.BARRIER_AWAIT.number(), other, Timeout.forever()))
                .isEqualTo(Barrier.SERIAL);
    }
}
