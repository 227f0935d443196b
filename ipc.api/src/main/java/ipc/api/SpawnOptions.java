package ipc.api;

import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a process is started. Immutable: each method returns new options. */
public final class SpawnOptions {
    private final String name;
    private final @Nullable Program program;
    private List<String> arguments = List.of();
    private @Nullable Credentials credentials;
    private @Nullable PrintStream out;
    private @Nullable Handle input;
    private @Nullable Handle output;
    private @Nullable String nameSpace;

    private SpawnOptions(String name, @Nullable Program program) {
        this.name = Objects.requireNonNull(name, "name");
        this.program = program;
    }

    private SpawnOptions copy() {
        SpawnOptions copy = new SpawnOptions(name, program);
        copy.arguments = arguments;
        copy.credentials = credentials;
        copy.out = out;
        copy.input = input;
        copy.output = output;
        copy.nameSpace = nameSpace;
        return copy;
    }

    /**
     * Starts the program that is registered under a name.
     *
     * @param name the value of its {@link Program#NAME} property
     * @return the options
     */
    public static SpawnOptions program(String name) {
        return new SpawnOptions(name, null);
    }

    /**
     * Starts the given program, registered or not.
     *
     * @param name the name of the process
     * @param program what it runs
     * @return the options
     */
    public static SpawnOptions program(String name, Program program) {
        return new SpawnOptions(name, Objects.requireNonNull(program, "program"));
    }

    /**
     * Gives arguments.
     *
     * @param values the arguments, copied
     * @return the new options
     */
    public SpawnOptions arguments(List<String> values) {
        SpawnOptions copy = copy();
        copy.arguments = List.copyOf(values);
        return copy;
    }

    /**
     * Starts the process as somebody else; without this it inherits the spawner's credentials.
     *
     * @param who its credentials
     * @return the new options
     */
    public SpawnOptions credentials(Credentials who) {
        SpawnOptions copy = copy();
        copy.credentials = Objects.requireNonNull(who, "who");
        return copy;
    }

    /**
     * Says where the process prints and complains; without this it does where the spawner does.
     *
     * @param stream where {@link Ipc#out} and {@link Ipc#err} go
     * @return the new options
     */
    public SpawnOptions out(PrintStream stream) {
        SpawnOptions copy = copy();
        copy.out = Objects.requireNonNull(stream, "stream");
        return copy;
    }

    /**
     * Says what the process reads; without this it shares the end of a pipe that the spawner reads, if there is one.
     *
     * @param end a read end of a pipe, of the spawner's; the process gets a handle of its own for it
     * @return the new options
     */
    public SpawnOptions input(Handle end) {
        SpawnOptions copy = copy();
        copy.input = Objects.requireNonNull(end, "end");
        return copy;
    }

    /**
     * Says into which pipe the process prints; without this and without {@link #out}, it shares the end that the
     * spawner prints into, if there is one.
     *
     * @param end a write end of a pipe, of the spawner's; the process gets a handle of its own for it
     * @return the new options
     */
    public SpawnOptions output(Handle end) {
        SpawnOptions copy = copy();
        copy.output = Objects.requireNonNull(end, "end");
        return copy;
    }

    /**
     * Gives the process names of its own: the same name in two name spaces means two objects. Without this it shares
     * the spawner's.
     *
     * @param space any word; processes with the same one share names
     * @return the new options
     */
    public SpawnOptions nameSpace(String space) {
        SpawnOptions copy = copy();
        copy.nameSpace = Objects.requireNonNull(space, "space");
        return copy;
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

    /** {@return the end that the process reads, or null to share the spawner's} */
    public @Nullable Handle input() {
        return input;
    }

    /** {@return the end that the process prints into, or null to share the spawner's} */
    public @Nullable Handle output() {
        return output;
    }

    /** {@return the name space, or null to share the spawner's} */
    public @Nullable String nameSpace() {
        return nameSpace;
    }
}
