package ipc.console;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.jspecify.annotations.Nullable;

/** One use of a command: what was said, and where to answer. */
final class Use {
    private final Command command;
    private final CommandSession session;
    private final PrintStream out;
    private final boolean json;
    private final List<String> words;

    Use(Command command, CommandSession session, PrintStream out, boolean json, List<String> words) {
        this.command = command;
        this.session = session;
        this.out = out;
        this.json = json;
        this.words = new ArrayList<>(words);
    }

    CommandSession session() {
        return session;
    }

    PrintStream out() {
        return out;
    }

    boolean json() {
        return json;
    }

    /** {@return what was said beside options} */
    List<String> words() {
        return words;
    }

    /**
     * Takes an option with a value out of the words.
     *
     * @param name the option
     * @return its value, or null if it was not given
     */
    @Nullable
    String option(String name) {
        int at = words.indexOf(name);
        if (at < 0) {
            return null;
        }
        words.remove(at);
        if (at == words.size()) {
            throw refusal(name + " needs a value; --help tells more");
        }
        return words.remove(at);
    }

    /**
     * Refuses words that are too few or too many, and options that the command does not have.
     *
     * @param min fewest words
     * @param max most words
     * @param what a word is
     */
    void expect(int min, int max, String what) {
        for (String word : words) {
            if (isOption(word)) {
                throw refusal("unknown option " + word + "; " + command.usage());
            }
        }
        if (words.size() < min) {
            throw refusal("needs " + what + "; " + command.usage());
        }
        if (words.size() > max) {
            throw refusal("does not take " + words.get(max) + "; " + command.usage());
        }
    }

    /** Refuses that there is no first word, or that it is an option; the others are not the command's business. */
    void expectFirst(String what) {
        List<String> first = words.subList(0, Math.min(1, words.size()));
        new Use(command, session, out, json, first).expect(1, 1, what);
    }

    private static boolean isOption(String word) {
        return word.length() > 1 && word.startsWith("-") && !Character.isDigit(word.charAt(1));
    }

    /** Reads a number of a process. */
    int pid(String word) {
        return (int) number(word, "the number of a process", 1, Integer.MAX_VALUE);
    }

    /**
     * Reads a whole number.
     *
     * @param word the number
     * @param what it is, for the refusal
     * @param min lowest
     * @param max highest
     */
    long number(String word, String what, long min, long max) {
        try {
            long number = Long.parseLong(word);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // refused in the same words
        }
        throw refusal(String.format(Locale.ROOT, "%s is not %s, bounds %,d to %,d", word, what, min, max));
    }

    /** Reads one of an enum's constants, in any case. */
    <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> refusal(Stream.of(type.getEnumConstants())
                        .map(Enum::name)
                        .collect(Collectors.joining(", ", "unknown " + word + "; there are ", ""))));
    }

    /** Reads {@code on} or {@code off}. */
    boolean isOn(String word) {
        return switch (word) {
            case "on" -> true;
            case "off" -> false;
            default -> throw refusal(word + " is neither on nor off");
        };
    }

    /** Prints rows as a table, or as an array of objects. */
    <R> void print(Listing<R> listing, List<R> rows) {
        if (json) {
            print(listing.values(rows));
        } else {
            listing.print(out, rows);
        }
    }

    /** Prints one JSON value. */
    void print(@Nullable Object value) {
        out.println(Json.of(value));
    }

    /** Shows what was printed so far: a terminal keeps it back, and the streams in between do not ask it to show it. */
    void flush() {
        session.getConsole().flush();
    }

    Refusal refusal(String why) {
        return command.refusal(why);
    }
}
