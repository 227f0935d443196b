package ipc.api.spi;

/**
 * A thread of a process, as a provider knows it, or all of them; what the numbers mean is the kernel's affair.
 *
 * @param process its number, 1 or more
 * @param thread its number, 1 or more; 0 for all threads of the process
 */
public record Owner(int process, long thread) {
    /**
     * Returns all threads of a process.
     *
     * @param process its number
     * @return the owner that {@linkplain #includes includes} each of them
     */
    public static Owner anyOf(int process) {
        return new Owner(process, 0);
    }

    /**
     * Tells whether a thread is this one, or one of these.
     *
     * @param otherProcess the number of its process
     * @param otherThread its number
     * @return true if it is
     */
    public boolean includes(int otherProcess, long otherThread) {
        return process == otherProcess && (thread == 0 || thread == otherThread);
    }
}
