package ipc.api;

import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a process is started. Immutable: each method returns new options. */
public final class SpawnOptions {
    private final String name;
    private final @Nullable Program program;
    private final List<String> arguments;
    private final @Nullable Credentials credentials;
    private final @Nullable PrintStream out;
    private final @Nullable String nameSpace;

    private SpawnOptions(
            String name,
            @Nullable Program program,
            List<String> arguments,
            @Nullable Credentials credentials,
            @Nullable PrintStream out,
            @Nullable String nameSpace) {
        this.name = name;
        this.program = program;
        this.arguments = arguments;
        this.credentials = credentials;
        this.out = out;
        this.nameSpace = nameSpace;
    }

    /**
     * Starts the program that is registered under a name.
     *
     * @param name the value of its {@link Program#NAME} property
     * @return the options
     */
    public static SpawnOptions program(String name) {
        return new SpawnOptions(Objects.requireNonNull(name, "name"), null, List.of(), null, null, null);
    }

    /**
     * Starts the given program, registered or not.
     *
     * @param name the name of the process
     * @param program what it runs
     * @return the options
     */
    public static SpawnOptions program(String name, Program program) {
        Objects.requireNonNull(program, "program");
        return new SpawnOptions(Objects.requireNonNull(name, "name"), program, List.of(), null, null, null);
    }

    /**
     * Gives arguments.
     *
     * @param values the arguments, copied
     * @return the new options
     */
    public SpawnOptions arguments(List<String> values) {
        return new SpawnOptions(name, program, List.copyOf(values), credentials, out, nameSpace);
    }

    /**
     * Starts the process as somebody else; without this it inherits the spawner's credentials.
     *
     * @param who its credentials
     * @return the new options
     */
    public SpawnOptions credentials(Credentials who) {
        return new SpawnOptions(name, program, arguments, Objects.requireNonNull(who, "who"), out, nameSpace);
    }

    /**
     * Says where the process prints; without this it inherits the spawner's stream.
     *
     * @param stream where {@link Ipc#out} goes
     * @return the new options
     */
    public SpawnOptions out(PrintStream stream) {
        return new SpawnOptions(
                name, program, arguments, credentials, Objects.requireNonNull(stream, "stream"), nameSpace);
    }

    /**
     * Gives the process names of its own: the same name in two name spaces means two objects. Without this it shares
     * the spawner's.
     *
     * @param space any word; processes with the same one share names
     * @return the new options
     */
    public SpawnOptions nameSpace(String space) {
        return new SpawnOptions(name, program, arguments, credentials, out, Objects.requireNonNull(space, "space"));
    }

    /** {@return the name of the program and of the process} */
    public String name() {
        return name;
    }

    /** {@return the program to run, or null if it is to be found by {@link #name()}} */
    public @Nullable Program program() {
        return program;
    }

    /** {@return the arguments, unmodifiable} */
    public List<String> arguments() {
        return arguments;
    }

    /** {@return the credentials, or null to inherit} */
    public @Nullable Credentials credentials() {
        return credentials;
    }

    /** {@return the stream, or null to inherit} */
    public @Nullable PrintStream out() {
        return out;
    }

    /** {@return the name space, or null to share the spawner's} */
    public @Nullable String nameSpace() {
        return nameSpace;
    }
}
