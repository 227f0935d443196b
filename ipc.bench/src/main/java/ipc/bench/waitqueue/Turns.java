package ipc.bench.waitqueue;

/** A token that two threads pass to each other; player 0 has it first. */
interface Turns {
    /** Says that the calling thread is this player. */
    void join(int player);

    /** Waits for the token. */
    void await(int player);

    /** Gives the token to the other player and wakes it. */
    void pass(int other);
}
