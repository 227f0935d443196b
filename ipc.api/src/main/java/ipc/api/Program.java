package ipc.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A main program that can be started any number of times, each time as a process of its own.
 *
 * <p>Register it as a service with the property {@link #NAME}; the shell's {@code ipc:run NAME} and {@link Ipc#spawn}
 * find it by that name. While processes of a program run, its bundle may stop: they are then killed.
 */
@ConsumerType
@FunctionalInterface
public interface Program {
    /** The service property that names a program, a {@code String}. */
    String NAME = "ipc.program";

    /**
     * Runs as the main thread of a new process; the process ends when this returns or throws.
     *
     * @param ipc the new process's view of the kernel
     * @param arguments what the spawner gave, unmodifiable
     * @return the exit status, 0 to 255; 0 means success
     * @throws Exception anything; the process then ends with status 1 and the kernel logs the exception
     */
    int run(Ipc ipc, List<String> arguments) throws Exception;
}
