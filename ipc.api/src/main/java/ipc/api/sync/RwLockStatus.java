package ipc.api.sync;

import ipc.api.sync.MutexStatus.Health;

/**
 * A read-write lock at one moment.
 *
 * @param name its name, empty if it has none or lost it
 * @param options what it was made with
 * @param readers threads that have it for reading, without the one below
 * @param upgradable pid of the process that has it for reading and may go on to write, 0 if none has
 * @param writer pid of the process that has it for writing, 0 if none has
 * @param health whether a writer has died, and what became of it
 * @param writes how often it was taken for writing
 * @param waiting calls that wait now
 */
public record RwLockStatus(
        String name,
        RwLockOptions options,
        int readers,
        int upgradable,
        int writer,
        Health health,
        long writes,
        int waiting) {}
