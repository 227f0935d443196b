package ipc.dist;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param verb what to do
 * @param words what to do it with
 * @param seed of the seeded scheduler, or null for the live one
 * @param time whether to say how long the start took
 */
record CommandLine(Verb verb, List<String> words, @Nullable Long seed, boolean time) {
    private static final String SEED = "--seed";
    private static final String TIME = "--time";

    /** What the launcher can do once the platform runs. */
    enum Verb {
        /** Open a shell. */
        SHELL,
        /** Run one line of the shell's language. */
        EXEC,
        /** Run a program. */
        RUN,
        /** Nothing. */
        NONE
    }

    /** A command line that makes no sense; the message says why. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    static CommandLine parse(String... arguments) throws Refused {
        List<String> rest = new ArrayList<>(List.of(arguments));
        boolean time = !rest.isEmpty() && rest.getFirst().equals(TIME) && rest.removeFirst() != null;
        if (time && rest.isEmpty()) {
            return new CommandLine(Verb.NONE, List.of(), null, true);
        }
        String verb = rest.isEmpty() || isSeed(rest.getFirst()) ? "shell" : rest.removeFirst();
        return switch (verb) {
            case "shell" -> shell(rest, time);
            case "exec" -> exec(rest, time);
            case "run" -> run(rest, time);
            case "demo" -> demo(rest, time);
            default -> throw new Refused("no command " + verb + "; there are shell, exec, run, demo");
        };
    }

    private static CommandLine shell(List<String> rest, boolean time) throws Refused {
        Long seed = leadingSeed(rest);
        if (!rest.isEmpty()) {
            throw new Refused("shell takes no " + rest.getFirst());
        }
        return new CommandLine(Verb.SHELL, List.of(), seed, time);
    }

    private static CommandLine exec(List<String> rest, boolean time) throws Refused {
        Long seed = leadingSeed(rest);
        String line = String.join(" ", rest);
        if (line.isBlank()) {
            throw new Refused("exec needs a command, for example: exec 'ipc:ps'");
        }
        return new CommandLine(Verb.EXEC, List.of(line), seed, time);
    }

    private static CommandLine run(List<String> rest, boolean time) throws Refused {
        Long seed = leadingSeed(rest);
        if (rest.isEmpty()) {
            throw new Refused("run needs the name of a program; exec ipc:programs lists them");
        }
        return new CommandLine(Verb.RUN, List.copyOf(rest), seed, time);
    }

    /** The demo knows nothing of seeds, so that one may stand anywhere among its own arguments. */
    private static CommandLine demo(List<String> rest, boolean time) throws Refused {
        Long seed = null;
        ListIterator<String> words = rest.listIterator();
        while (words.hasNext()) {
            String word = words.next();
            if (isSeed(word)) {
                words.remove();
                seed = number(word, words);
            }
        }
        rest.addFirst("demo");
        return new CommandLine(Verb.RUN, List.copyOf(rest), seed, time);
    }

    private static @Nullable Long leadingSeed(List<String> rest) throws Refused {
        Long seed = null;
        while (!rest.isEmpty() && isSeed(rest.getFirst())) {
            ListIterator<String> words = rest.listIterator();
            String word = words.next();
            words.remove();
            seed = number(word, words);
        }
        return seed;
    }

    private static boolean isSeed(String word) {
        return word.equals(SEED) || word.startsWith(SEED + "=");
    }

    private static Long number(String word, ListIterator<String> following) throws Refused {
        String value;
        if (!word.equals(SEED)) {
            value = word.substring(SEED.length() + 1);
        } else if (following.hasNext()) {
            value = following.next();
            following.remove();
        } else {
            throw new Refused("--seed needs a number");
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException noNumber) {
            throw new Refused("--seed is " + value + ", it must be a whole number of at most 64 bits");
        }
    }
}
