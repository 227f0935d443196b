package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.SyncClient.checking;
import static ipc.testkit.client.SyncClient.kill;
import static ipc.testkit.client.SyncClient.semaphore;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.IpcProcess;
import ipc.api.Port;
import ipc.api.Port.Mode;
import ipc.api.Port.Packet;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.Waits.Outcome;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.Channels;
import ipc.api.mq.MessageQueue;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.Pipes;
import ipc.api.sync.Mutex;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Waits for objects of several mechanisms, and for the end of processes. */
interface MixedWaitRows extends SyncClient {
    /** Looks once. */
    Timeout ONCE = Timeout.after(Duration.ZERO);

    /** Of what is there to be read. */
    Set<Signal> READABLE = Set.of(Signal.READABLE);

    private Waits waits() {
        return ipc().face(Waits.class);
    }

    private Item endOf(IpcProcess process) {
        return Item.of(waits().process(process));
    }

    @Test
    @Row("EV-23")
    default void shouldWaitForObjectsOfAllKinds() {
        Semaphore semaphore = sync().createSemaphore(SemaphoreOptions.counting(0));
        Mutex mutex = sync().createMutex(checking());
        MessageQueue queue = newQueue();
        ChannelPair channel = ipc().face(Channels.class).create(ChannelOptions.standard());
        PipePair pipe = ipc().face(Pipes.class).create(PipeOptions.readWrite());
        Child<Boolean> child = start(ipc -> {
            SyncClient.waitForEver(ipc);
            return true;
        });
        List<Item> items = List.of(
                Item.of(semaphore),
                new Item(queue, READABLE),
                new Item(channel.first(), READABLE),
                new Item(pipe.reader(), READABLE),
                endOf(child.process()),
                Item.of(mutex));

        assertThat(waits().any(items, ONCE).index()).isEqualTo(5);
        mutex.unlock();
        kill(child);
        assertThat(waits().any(items, ONCE).index()).isEqualTo(4);
        pipe.writer().write(ByteBuffer.wrap(new byte[1]));
        assertThat(waits().any(items, ONCE).index()).isEqualTo(3);
        channel.second().send(message("a"), 0);
        assertThat(waits().any(items, ONCE).index()).isEqualTo(2);
        queue.send(message("a"), 0);
        assertThat(waits().any(items, ONCE).index()).isEqualTo(1);
        assertFails(Errno.ETIMEDOUT, () -> waits().all(items, ONCE));
        assertThat(mutex.status().owner()).isZero();

        semaphore.release();

        assertThat(waits().all(items, ONCE)).isEqualTo(new Outcome(0, Set.of(Signal.SIGNALED)));
        assertThat(semaphore.status().permits()).isZero();
        assertThat(mutex.token()).isEqualTo(2);
        assertThat(queue.status().depth()).as("what is only looked at").isEqualTo(1);
    }

    @Test
    @Row("EV-23")
    default void shouldCheckWhatItOnlyLooksAtWhenCalledAgain() {
        MessageQueue queue = newQueue();
        queue.send(message("a"), 0);
        List<Item> items = List.of(new Item(queue, READABLE));
        assertThat(waits().any(items, ONCE)).isEqualTo(new Outcome(0, READABLE));

        queue.close();

        assertFails(Errno.EBADF, () -> waits().any(items, ONCE));
    }

    @Test
    @Row("EV-23")
    default void shouldWaitForAMessageAndAPermitTogether() {
        String permits = newName();
        String messages = newName();
        Semaphore semaphore = semaphore(ipc(), permits);
        MessageQueue queue = queues().open(messages, Client.small());
        Child<Outcome> waiter = start(ipc -> {
            MessageQueue own = ipc.face(ipc.api.mq.MessageQueues.class).open(messages, Client.small());
            List<Item> both = List.of(new Item(own, READABLE), Item.of(semaphore(ipc, permits)));
            return ipc.face(Waits.class).all(both, Timeout.forever());
        });
        awaitBlocked(waiter.process());
        semaphore.release();
        awaitBlocked(waiter.process());
        assertThat(semaphore.status().permits()).isEqualTo(1);

        queue.send(message("a"), 0);

        assertThat(waiter.result()).isEqualTo(new Outcome(0, READABLE));
        assertThat(semaphore.status().permits()).isZero();
        assertThat(queue.status().depth()).isEqualTo(1);
    }

    @Test
    @Row("EV-23")
    default void shouldWakeWhenAProcessEnds() {
        Child<Boolean> victim = start(ipc -> {
            SyncClient.waitForEver(ipc);
            return true;
        });
        int pid = victim.process().pid();
        Child<Outcome> waiter = start(ipc -> {
            Handle end = ipc.face(Waits.class).process(ipc.process(pid));
            return ipc.face(Waits.class).any(List.of(Item.of(end)), Timeout.forever());
        });
        awaitBlocked(waiter.process());
        Port port = waits().newPort();
        port.bind(endOf(victim.process()), 3, Mode.ONCE);
        assertThat(port.tryReceive()).isNull();

        victim.process().kill();

        assertThat(waiter.result()).isEqualTo(new Outcome(0, Set.of(Signal.SIGNALED)));
        assertThat(port.receive(Timeout.forever())).isEqualTo(new Packet(3, Set.of(Signal.SIGNALED)));
        assertThat(victim.status().killed())
                .as("its parent is told all the same")
                .isTrue();
    }

    @Test
    default void shouldShowAProcessThatIsGoneAsEnded() {
        Child<Boolean> child = start(ipc -> true);
        child.status();

        assertThat(waits().any(List.of(endOf(child.process())), ONCE).index()).isZero();
    }

    @Test
    default void shouldReleaseWhatItHeldBeforeItsEndShows() {
        String name = newName();
        Child<Boolean> holder = startHolder(name);
        Mutex mutex = SyncClient.mutex(ipc(), name);
        List<Item> both = List.of(endOf(holder.process()), Item.of(mutex));
        holder.process().kill();

        Outcome found = waits().all(both, Timeout.forever());

        assertThat(found.abandoned()).containsExactly(1);
        mutex.consistent();
        mutex.unlock();
    }

    @Test
    @Row("MX-21")
    default void shouldSayWhichMutexWasAbandonedUntilItIsInOrder() {
        String name = newName();
        kill(startHolder(name));
        Mutex mutex = SyncClient.mutex(ipc(), name);
        List<Item> items = List.of(Item.of(SyncClient.semaphore(ipc(), newName())), Item.of(mutex));

        Outcome found = waits().any(items, ONCE);

        assertThat(found.index()).isEqualTo(1);
        assertThat(found.abandoned()).containsExactly(1);
        assertThat(mutex.status().owner()).isEqualTo(ipc().self().pid());
        mutex.consistent();
        mutex.unlock();
        assertThat(waits().any(items, ONCE).abandoned()).isEmpty();
        mutex.unlock();
    }

    @Test
    @Row("MX-21")
    default void shouldTellAWaitThatTheMutexItGetsIsBeingAbandoned() {
        String name = newName();
        Child<Boolean> holder = startHolder(name);
        Child<Outcome> waiter = start(ipc -> {
            List<Item> items =
                    List.of(Item.of(SyncClient.semaphore(ipc, newName())), Item.of(SyncClient.mutex(ipc, name)));
            return ipc.face(Waits.class).any(items, Timeout.forever());
        });
        awaitBlocked(waiter.process());

        kill(holder);

        Outcome outcome = waiter.result();
        assertThat(outcome.index()).isEqualTo(1);
        assertThat(outcome.abandoned()).containsExactly(1);
    }

    @Test
    default void shouldHaveRightsToWaitOnly() {
        Handle self = waits().process(ipc().self());
        Handle less = self.duplicate(Set.of(Right.DUPLICATE));

        assertThat(self.rights()).containsOnly(Right.WAIT, Right.DUPLICATE, Right.TRANSFER);
        assertFails(Errno.ETIMEDOUT, () -> waits().any(List.of(Item.of(self)), ONCE));
        assertFails(Errno.EACCES, () -> waits().any(List.of(Item.of(less)), ONCE));
        assertFails(Errno.EACCES, () -> waits().signal(self, Set.of(), Set.of(Signal.USER_0)));
        assertFails(Errno.EOPNOTSUPP, () -> waits().signalAndWait(self, Item.of(self), ONCE));
        assertThat(less.replace(Set.of()).rights()).isEmpty();
    }

    @Test
    default void shouldOpenAProcessByNumberToo() {
        Syscalls calls = ipc().face(Syscalls.class);

        Object handle = calls.call(Sysno.PROCESS_OPEN.number(), ipc().self().pid());

        assertThat(handle).isInstanceOf(Integer.class);
        Object closed = calls.call(Sysno.CLOSE.number(), Objects.requireNonNull(handle));
        assertThat(closed).isNull();
        assertFails(Errno.ESRCH, () -> calls.call(Sysno.PROCESS_OPEN.number(), Integer.MAX_VALUE));
    }
}
