package ipc.kernel.process;

/** What programs know a process by. */
public interface Referring {
    /** Returns the process. */
    KernelProcess target();
}
