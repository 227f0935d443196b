package ipc.testkit.client;

/**
 * Everything that a kernel with several mechanisms promises programs that wait for many objects, or for a time; a
 * subclass says where the kernel is, which has synchronisation, message queues, channels and pipes.
 */
public abstract class WaitsClientContract
        implements TakeWaitRows, SignalAndWaitRows, MixedWaitRows, TimerRows, ThreadRows {}
