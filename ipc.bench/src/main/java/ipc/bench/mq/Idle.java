package ipc.bench.mq;

/** How peers that do not block wait: they spin, and now and then let another thread have the processor. */
final class Idle {
    private static final int SPINS = 1000;

    private int turns;

    void pause() {
        turns++;
        if (turns % SPINS == 0) {
            Thread.yield();
        } else {
            Thread.onSpinWait();
        }
    }
}
