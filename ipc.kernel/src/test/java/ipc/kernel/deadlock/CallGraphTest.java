package ipc.kernel.deadlock;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.Threads;
import ipc.api.Timeout;
import ipc.api.admin.WaitGraph.Waiter;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.Channels;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.channels.RingChannels;
import ipc.testkit.client.Child;
import ipc.testkit.client.Client;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls through channels in the wait graph: who calls waits for whoever is to answer. */
class CallGraphTest extends GraphRig {
    CallGraphTest() {
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", 0);
    }

    private static Mutex mutex(Ipc ipc) {
        return ipc.face(Sync.class).openMutex("/lent", Creation.mode(0600), MutexOptions.of(Kind.ERROR_CHECKING));
    }

    private static void call(Channel channel) {
        channel.call(Client.message("0000?"), Client.buffer(), Timeout.forever());
    }

    /** Somebody who does something with its end of a new channel, and then locks what the caller has. */
    private Child<Boolean> startServer(String name, Answerer answerer) {
        return start(own -> {
            answerer.prepare(own, own.face(Channels.class).connect(name, Timeout.forever()));
            mutex(own).lock();
            return true;
        });
    }

    /** What somebody does before it locks. */
    @FunctionalInterface
    private interface Answerer {
        void prepare(Ipc own, Channel end);
    }

    /** Lets the caller go when the cycle was found. */
    private Child<Boolean> startRescue(Child<?> victim) {
        return start(none -> {
            await(() -> log.size() == 1);
            victim.process().kill();
            return true;
        });
    }

    private ChannelListener listen(String name) {
        return ipc.face(Channels.class).listen(name, ChannelOptions.standard());
    }

    /** Locks what a server wants, and calls it; both waits are to be named. */
    private void assertCallIsInACycle(Answerer answerer) {
        Mutex mutex = mutex(ipc);
        mutex.lock();
        ChannelListener listener = listen("/calls");
        Child<Boolean> server = startServer("/calls", answerer);
        Channel channel = listener.accept(Timeout.forever());
        Child<Boolean> rescue = startRescue(server);

        Client.assertFails(Errno.EPIPE, () -> call(channel));

        assertThat(rescue.result()).isTrue();
        assertThat(log)
                .singleElement()
                .asString()
                .startsWith("deadlock: ")
                .contains("waits for the reply through channel ")
                .contains(" of process " + server.process().pid() + " 'test'")
                .contains("waits for mutex /lent held by process " + ipc.self().pid() + " 'test'");
        assertThat(graph().waiters()).extracting(Waiter::object).noneMatch(object -> object.contains("the reply"));
        mutex.unlock();
    }

    private static void startIdleThread(Ipc own) {
        own.face(Threads.class)
                .start("idle", own.face(Sync.class).createSemaphore(SemaphoreOptions.counting(0))::acquire);
    }

    @Test
    void shouldFindACallWhoseServerWaitsForALockOfTheCaller() {
        assertCallIsInACycle((own, end) -> end.receive(Client.buffer()));
    }

    @Test
    void shouldFindTheThreadThatHasReceivedTheCall() {
        assertCallIsInACycle((own, end) -> {
            startIdleThread(own);
            end.receive(Client.buffer());
        });
    }

    @Test
    void shouldFindTheThreadThatHasLeasedTheCall() {
        assertCallIsInACycle((own, end) -> {
            startIdleThread(own);
            end.newLoan().receive(Timeout.forever());
        });
    }

    @Test
    void shouldFindWhoHasTheOtherEndAlone() {
        assertCallIsInACycle((own, end) -> {});
    }

    /** Whoever receives it may answer. */
    @Test
    void shouldNameNobodyWhileTheOtherEndIsAlsoOnItsWay() {
        ChannelListener listener = listen("/calls");
        Child<Boolean> caller = start(own -> {
            mutex(own).lock();
            call(own.face(Channels.class).connect("/calls", Timeout.forever()));
            return true;
        });
        Channel end = listener.accept(Timeout.forever());
        ChannelPair way = ipc.face(Channels.class).create(ChannelOptions.standard());
        way.first().sendHandles(Client.message("x"), List.of(end.duplicate(end.rights())), 0, Timeout.forever());
        awaitBlocked(caller.process());

        assertThat(graph().waiters())
                .filteredOn(waiter -> waiter.pid() == caller.process().pid())
                .singleElement()
                .satisfies(waiter -> {
                    assertThat(waiter.object()).startsWith("the reply through channel ");
                    assertThat(waiter.holders()).isEmpty();
                });
        assertThat(graph().cycles()).isEmpty();

        caller.process().kill();
        caller.status();
    }

    /** Without any lock. */
    @Test
    void shouldFindCallsThatWaitForEachOther() {
        ChannelListener there = listen("/there");
        ChannelListener back = listen("/back");
        Child<Boolean> one = start(own -> {
            Channel end = own.face(Channels.class).connect("/there", Timeout.forever());
            own.face(Channels.class).connect("/back", Timeout.forever());
            call(end);
            return true;
        });
        ChannelPair ends = new ChannelPair(there.accept(Timeout.forever()), back.accept(Timeout.forever()));
        ChannelListener ways = listen("/way");
        Child<Boolean> other = start(own -> {
            Channel way = own.face(Channels.class).connect("/way", Timeout.forever());
            List<Handle> moved = way.receiveHandles(Client.buffer(), 2, Timeout.forever());
            ((Channel) moved.getFirst()).receive(Client.buffer());
            call((Channel) moved.getLast());
            return true;
        });
        Channel way = ways.accept(Timeout.forever());

        way.sendHandles(Client.message("both"), List.of(ends.first(), ends.second()), 0, Timeout.forever());

        await(() -> log.size() == 1);
        assertThat(log)
                .singleElement()
                .asString()
                .contains(
                        " of process " + one.process().pid(),
                        " of process " + other.process().pid())
                .contains("which waits for the reply through channel ");
        other.process().kill();
        Client.assertFails(Errno.EPIPE, one::result);
    }
}
