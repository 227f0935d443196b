package ipc.testkit.kernel;

/** What a provider gets from a kernel, in a form that a test can look into. Every test makes its own. */
public final class FakeKernel implements AutoCloseable {
    private static final long MEMORY_BYTES_MAX = 1L << 30;

    private final FakeScheduler scheduler = new FakeScheduler();
    private final FakeMemory memory = new FakeMemory(MEMORY_BYTES_MAX);

    /** {@return the scheduler, whose clock stands until a test advances it} */
    public FakeScheduler scheduler() {
        return scheduler;
    }

    /** {@return the memory, limited to 1 GiB until a test says otherwise} */
    public FakeMemory memory() {
        return memory;
    }

    /** Ends the calls that a failed test left behind. */
    @Override
    public void close() {
        scheduler.close();
    }
}
