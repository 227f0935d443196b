package ipc.kernel.process;

/** An open description on its way in a message: held open, and in no process's table. Ends once, in one of two ways. */
public interface Luggage {
    /**
     * Becomes a handle of a process, for which there is a reservation in its table; if it fails, it is still on its
     * way.
     *
     * @param process whose
     * @return the handle
     */
    OpenHandle arrives(KernelProcess process);

    /** Nobody takes it: it is held no longer. */
    void lost();
}
