package ipc.api.sync;

/**
 * A mutex at one moment.
 *
 * @param name its name, empty if it has none or lost it
 * @param options what it was made with
 * @param owner pid of the process that has it, 0 if none has
 * @param depth how often its owner has locked it, 0 if nobody has it
 * @param health whether an owner has died, and what became of it
 * @param token the fencing token of the present or latest ownership: how many there were
 * @param waiting calls that wait now, for it and for its conditions
 */
public record MutexStatus(
        String name, MutexOptions options, int owner, int depth, Health health, long token, int waiting) {

    /** Whether what a mutex protects is in order. */
    public enum Health {
        /** No owner has died, or what it left was put in order. */
        SOUND,
        /** An owner has died, and nobody has said yet that all is in order. */
        INCONSISTENT,
        /** It was unlocked without being in order, for ever. */
        LOST
    }
}
