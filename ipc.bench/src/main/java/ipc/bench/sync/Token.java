package ipc.bench.sync;

/** Goes from one of two players to the other; each waits until it has come. */
interface Token {
    /** Waits for the token. */
    void take(int player) throws InterruptedException;

    /** Gives the token to the other player. */
    void give(int player);
}
