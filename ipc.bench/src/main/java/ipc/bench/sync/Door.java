package ipc.bench.sync;

/** What lets a thread in and out. */
interface Door {
    /** Lets the caller in, when there is room. */
    void enter();

    /** Lets the caller out. */
    void leave();
}
