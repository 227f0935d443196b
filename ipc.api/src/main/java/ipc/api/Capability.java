package ipc.api;

/** A privilege that goes beyond owner and mode, one of the few of Linux that an IPC kernel needs. */
public enum Capability {
    /** Pass over owner and mode of named objects (Linux {@code CAP_DAC_OVERRIDE}, {@code CAP_IPC_OWNER}). */
    ACCESS_ANY,
    /** Act on processes of other users (Linux {@code CAP_KILL}). */
    KILL_ANY,
    /** Pass over ceilings of attributes and raise hard limits (Linux {@code CAP_SYS_RESOURCE}). */
    EXCEED_LIMITS,
    /** Raise scheduling priorities (Linux {@code CAP_SYS_NICE}). */
    RAISE_PRIORITY,
    /** Start processes as another user (Linux {@code CAP_SETUID}, {@code CAP_SETGID}). */
    SET_USER
}
