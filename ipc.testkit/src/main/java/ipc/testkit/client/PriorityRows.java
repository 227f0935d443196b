package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.SyncClient.checking;
import static ipc.testkit.client.SyncClient.kill;
import static ipc.testkit.client.SyncClient.semaphore;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcProcess;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.Semaphore;
import ipc.api.sync.Sync;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Priorities that are lent, seen where they decide: an owner and a more urgent stranger wait for the same semaphore,
 * and it goes to the owner first if somebody still more urgent waits for what it has.
 */
interface PriorityRows extends SyncClient {
    /** Of the owner. */
    int LOW = 5;

    /** Of the stranger. */
    int MIDDLE = 10;

    /** Of those who wait for the owner. */
    int HIGH = 20;

    /** The parts in the play. */
    final class Play {
        private final PriorityRows rows;
        private final String gate = newName();
        private final Semaphore semaphore;
        private final List<Child<?>> cast = new ArrayList<>();

        private Play(PriorityRows rows) {
            this.rows = rows;
            this.semaphore = semaphore(rows.ipc(), gate);
        }

        /** Makes a mutex and returns its name. */
        private String mutex(MutexOptions options) {
            String name = newName();
            rows.sync().openMutex(name, CREATE, options);
            return name;
        }

        /** Somebody locks a mutex, and another one if it is given, which it may have to wait for. */
        private Child<Boolean> enter(int priority, String first, Body<Boolean> then) {
            Child<Boolean> child = rows.start(ipc -> {
                ipc.self().priority(priority);
                if (!first.isEmpty()) {
                    open(ipc, first).lock();
                }
                return then.run(ipc);
            });
            cast.add(child);
            rows.awaitBlocked(child.process());
            return child;
        }

        /** Somebody who has a mutex, or none, waits at the gate. */
        private Child<Boolean> waitsAtGate(int priority, String first) {
            return enter(priority, first, ipc -> {
                semaphore(ipc, gate).acquire();
                return true;
            });
        }

        /** Opens the gate for one, when all have their places; tells whether that was the expected one. */
        private boolean opensFor(Child<Boolean> expected) {
            cast.stream()
                    .map(Child::process)
                    .filter(process -> process.state() != IpcProcess.State.GONE)
                    .forEach(rows::awaitBlocked); // whose priority has changed goes to another place
            semaphore.release();
            rows.await(() -> semaphore.status().waiting() == 1);
            rows.await(() -> semaphore.status().permits() == 0);
            boolean was = semaphore.status().waiting() == 1 && expected.result();
            semaphore.release();
            return was;
        }

        private static Mutex open(Ipc ipc, String name) {
            return ipc.face(Sync.class).openMutex(name, Creation.none(), checking());
        }

        private void end() {
            cast.forEach(child -> {
                try {
                    kill(child);
                } catch (ipc.api.IpcException gone) {
                    assertThat(gone.errno()).isIn(Errno.ESRCH, Errno.ECHILD);
                }
            });
        }
    }

    @Test
    default void shouldServeTheMoreUrgentWithoutInheritance() {
        Play play = new Play(this);
        String mutex = play.mutex(checking());
        play.waitsAtGate(LOW, mutex);
        Child<Boolean> stranger = play.waitsAtGate(MIDDLE, "");
        play.enter(HIGH, mutex, ipc -> true);

        assertThat(play.opensFor(stranger)).isTrue();

        play.end();
    }

    @Test
    @Row("MX-16")
    default void shouldLetTheOwnerInheritFromWhoWaits() {
        Play play = new Play(this);
        String mutex = play.mutex(checking().inherit());
        Child<Boolean> owner = play.waitsAtGate(LOW, mutex);
        play.waitsAtGate(MIDDLE, "");
        play.enter(HIGH, mutex, ipc -> true);

        assertThat(play.opensFor(owner)).isTrue();

        play.end();
    }

    @Test
    @Row("MX-16")
    default void shouldLetTheOwnerInheritFromWhoWaitsForMany() {
        Play play = new Play(this);
        String mutex = play.mutex(checking().inherit());
        Child<Boolean> owner = play.waitsAtGate(LOW, mutex);
        play.waitsAtGate(MIDDLE, "");
        play.enter(HIGH, "", ipc -> waitsForMany(ipc, mutex));

        assertThat(play.opensFor(owner)).isTrue();

        play.end();
    }

    @Test
    @Row("MX-16")
    default void shouldInheritNoLongerThanSomebodyWaitsForMany() {
        Play play = new Play(this);
        String mutex = play.mutex(checking().inherit());
        play.waitsAtGate(LOW, mutex);
        Child<Boolean> stranger = play.waitsAtGate(MIDDLE, "");
        Child<Boolean> late = play.enter(HIGH, "", ipc -> waitsForMany(ipc, mutex));
        kill(late);

        assertThat(play.opensFor(stranger)).isTrue();

        play.end();
    }

    private static boolean waitsForMany(Ipc ipc, String mutex) {
        Semaphore never = semaphore(ipc, newName());
        ipc.face(Waits.class).any(List.of(Item.of(never), Item.of(Play.open(ipc, mutex))), Timeout.forever());
        return true;
    }

    @Test
    @Row("MX-16")
    default void shouldInheritAlongAChain() {
        Play play = new Play(this);
        String near = play.mutex(checking().inherit());
        String far = play.mutex(checking().inherit());
        Child<Boolean> owner = play.waitsAtGate(LOW, near);
        play.waitsAtGate(MIDDLE, "");
        play.enter(LOW + 1, far, ipc -> Play.open(ipc, near).lock() > 0);
        play.enter(HIGH, far, ipc -> true);

        assertThat(play.opensFor(owner)).isTrue();

        play.end();
    }

    @Test
    @Row("MX-16")
    default void shouldInheritNoLongerThanSomebodyWaits() {
        Play play = new Play(this);
        String mutex = play.mutex(checking().inherit());
        play.waitsAtGate(LOW, mutex);
        Child<Boolean> stranger = play.waitsAtGate(MIDDLE, "");
        Child<Boolean> givesUp = start(ipc -> {
            ipc.self().priority(HIGH);
            return Play.open(ipc, mutex).lock(Timeout.after(Duration.ofMillis(2))) > 0;
        });
        assertFails(Errno.ETIMEDOUT, givesUp::result);
        Child<Boolean> dies = play.enter(HIGH, mutex, ipc -> true);
        kill(dies);

        assertThat(play.opensFor(stranger)).isTrue();

        play.end();
    }

    @Test
    @Row("MX-18")
    default void shouldRunAtTheCeilingOfWhatItHas() {
        Play play = new Play(this);
        String mutex = play.mutex(checking().protect(HIGH));
        Child<Boolean> owner = play.waitsAtGate(LOW, mutex);
        play.waitsAtGate(MIDDLE, "");

        assertThat(play.opensFor(owner)).isTrue();

        play.end();
    }

    @Test
    @Row("MX-18")
    default void shouldRunAtItsOwnPriorityAfterwards() {
        Play play = new Play(this);
        String mutex = play.mutex(checking().protect(HIGH));
        play.enter(LOW, "", ipc -> {
            Mutex protecting = Play.open(ipc, mutex);
            protecting.lock();
            protecting.unlock();
            semaphore(ipc, play.gate).acquire();
            return true;
        });
        Child<Boolean> stranger = play.waitsAtGate(MIDDLE, "");

        assertThat(play.opensFor(stranger)).isTrue();

        play.end();
    }

    @Test
    @Row("MX-17")
    default void shouldLetNobodyAboveTheCeilingLock() {
        Mutex mutex = sync().createMutex(checking().protect(LOW));
        ipc().self().priority(HIGH);

        assertFails(Errno.EINVAL, mutex::lock);
        assertFails(Errno.EINVAL, mutex::tryLock);

        ipc().self().priority(LOW);
        assertThat(mutex.lock()).isEqualTo(1);
    }
}
