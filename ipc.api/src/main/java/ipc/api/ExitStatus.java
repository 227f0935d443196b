package ipc.api;

/**
 * How a process ended, as its parent learns it.
 *
 * @param pid which process
 * @param status what {@link Program#run} returned or {@link Ipc#exit} said; 1 after an exception; 137 after a kill, as
 *     shells report it
 * @param killed true if it was killed
 */
public record ExitStatus(int pid, int status, boolean killed) {
    /** The status of a killed process: 128 plus the number of SIGKILL. */
    public static final int KILLED = 137;
}
