package ipc.kernel.process;

/**
 * The kernel, doing something for a process that has to be done: neither a kill nor an interrupt of the process ends a
 * wait.
 *
 * <p>What is charged goes to that process, but is not held against its limits: an object is moved from one provider to
 * another, and as much is given back when the old one is destroyed.
 */
public final class MovingCaller extends ProcessCaller {
    /**
     * Makes a caller.
     *
     * @param process whose objects are moved
     */
    public MovingCaller(KernelProcess process) {
        super(process);
    }

    @Override
    public MovingCaller plain() {
        return this;
    }

    @Override
    public void checkWait() {
        // the kernel's own
    }
}
