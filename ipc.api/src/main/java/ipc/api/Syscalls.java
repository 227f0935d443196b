package ipc.api;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The numbered form of every operation, for shells, tracers and foreign programs.
 *
 * <p>It reaches the same code as the typed faces, with the same checks in the same order. Objects are named by
 * {@linkplain Handle#number() handle numbers}. {@link Sysno} gives numbers and argument lists.
 */
@ProviderType
public interface Syscalls {
    /**
     * Makes a system call.
     *
     * @param number a {@link Sysno#number()}
     * @param arguments as {@link Sysno#parameters()} lists them
     * @return the result; null where the operation has none
     * @errno ENOSYS no such number, or no provider of the mechanism
     * @errno EINVAL the arguments do not fit the parameters
     * @errno EBADF a handle number is not open in this process
     */
    @Nullable
    Object call(int number, @Nullable Object... arguments);
}
