package ipc.api.admin;

import ipc.api.Credentials;
import ipc.api.IpcProcess;

/**
 * A process at one moment.
 *
 * @param pid its number
 * @param parentPid its parent's
 * @param name program or bundle
 * @param state where it is in its life
 * @param credentials who it is
 * @param priority 0 (lowest) to 31
 * @param handles how many it has open
 * @param memoryBytes what mechanisms keep for it
 * @param calls system calls it has made
 * @param blockedNanos how long its threads have waited in the kernel
 * @param waitingFor what one of its threads waits for now, empty if none does
 */
public record ProcessSnapshot(
        int pid,
        int parentPid,
        String name,
        IpcProcess.State state,
        Credentials credentials,
        int priority,
        int handles,
        long memoryBytes,
        long calls,
        long blockedNanos,
        String waitingFor) {}
