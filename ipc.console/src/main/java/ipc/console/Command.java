package ipc.console;

import ipc.api.IpcException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;

/**
 * A command as its method's annotations describe it: a flag has its names in {@code Parameter} and its meaning in
 * {@code Descriptor}; the descriptor of the rest is what to write, a colon, and what it means.
 */
final class Command {
    /** Meaning of the option for help. */
    static final String HELP = "print this help";

    /** Meaning of the option for JSON. */
    static final String JSON = "print one JSON value instead of a table";

    /** Value of a flag that is there. */
    static final String ON = "true";

    /** Value of a flag that is not. */
    static final String OFF = "false";

    private final Method method;
    private final boolean help;

    private Command(Method method, boolean help) {
        this.method = method;
        this.help = help;
    }

    /**
     * Finds a command.
     *
     * @param component the object that has it
     * @param name of its only public method of that name
     * @param help whether to print help instead of doing anything
     */
    static Command of(Object component, String name, boolean help) {
        return Arrays.stream(component.getClass().getMethods())
                .filter(method -> method.getName().equals(name))
                .map(method -> new Command(method, help))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is no command of " + component));
    }

    /**
     * Uses the command once.
     *
     * @param session where
     * @param json whether it prints JSON
     * @param words what was said beside flags
     * @param body what it does
     */
    void use(CommandSession session, boolean json, List<String> words, Consumer<Use> body) {
        ask(session, json, words, use -> {
            body.accept(use);
            return null;
        });
    }

    /**
     * Uses the command once.
     *
     * @param <A> what it answers
     * @param session where
     * @param json whether it prints JSON
     * @param words what was said beside flags
     * @param body what it does
     * @return the answer; null after help
     */
    <A> @Nullable A ask(CommandSession session, boolean json, List<String> words, Function<Use, @Nullable A> body) {
        PrintStream out = out(session);
        if (help) {
            print(out);
            return null;
        }
        try {
            return body.apply(new Use(this, session, out, json, words));
        } catch (IpcException refused) {
            throw refusal(String.valueOf(refused.getMessage()));
        }
    }

    /** Inside a pipe a command prints into the pipe, not to the terminal. */
    private static PrintStream out(CommandSession session) {
        Process process = Process.Utils.current();
        return process == null ? session.getConsole() : process.out();
    }

    private void print(PrintStream out) {
        Descriptor meaning = method.getAnnotation(Descriptor.class);
        out.println(method.getName() + " - " + (meaning == null ? "" : meaning.value()));
        out.println(usage());
        for (Part part : parts()) {
            out.println("  %-12s %s".formatted(part.word(), part.meaning()));
        }
    }

    /** {@return how to write it} */
    String usage() {
        StringBuilder usage = new StringBuilder("usage: ").append(method.getName());
        for (Part part : parts()) {
            usage.append(' ').append(part.flag() ? "[" + part.word() + "]" : part.word());
        }
        return usage.toString();
    }

    /** What may follow the command's name. */
    private record Part(String word, String meaning, boolean flag) {}

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (java.lang.reflect.Parameter each : method.getParameters()) {
            Descriptor descriptor = each.getAnnotation(Descriptor.class);
            Parameter flag = each.getAnnotation(Parameter.class);
            if (descriptor != null && flag != null) {
                parts.add(new Part(flag.names()[0], descriptor.value(), true));
            } else if (descriptor != null) {
                String[] text = descriptor.value().split(": ", 2);
                parts.add(new Part(text[0], text[text.length - 1], false));
            }
        }
        return parts;
    }

    Refusal refusal(String why) {
        return new Refusal(method.getName(), why);
    }
}
