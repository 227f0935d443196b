package ipc.bench.waitqueue;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/** Waits with the JDK's park and unpark. */
final class ParkTurns implements Turns {
    private final AtomicReferenceArray<Thread> players = new AtomicReferenceArray<>(2);
    private volatile int turn;

    @Override
    public void join(int player) {
        players.set(player, Thread.currentThread());
    }

    @Override
    public void await(int player) {
        while (turn != player) {
            LockSupport.park(this);
        }
    }

    @Override
    public void pass(int other) {
        turn = other;
        LockSupport.unpark(players.get(other)); // null before it has joined: it will find that it is its turn
    }
}
