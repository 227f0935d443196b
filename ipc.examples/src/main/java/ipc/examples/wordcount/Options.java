package ipc.examples.wordcount;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param inputs what to read
 * @param workers how many splitters and how many counters
 * @param json whether to print one JSON object instead of progress and tables
 * @param swaps whether to replace the provider of the queues meanwhile
 * @param via how chunks go from the reader to the splitters
 * @param trace where to write the trace of all system calls, empty for nowhere
 */
record Options(List<Input> inputs, int workers, boolean json, boolean swaps, Via via, String trace) {
    static final String HELP = """
        Counts words with processes joined by message queues, whose bundle is replaced ten times a second meanwhile.
        usage: demo [--json] [--workers N] [--no-swap] [--via WAY] [--trace FILE] [FILE…]
          FILE         what to read; without any, the texts and sources that come with the JDK
          --json       print one JSON object
          --workers N  splitters and counters, 1 to 64; 2 unless said otherwise
          --no-swap    leave the bundle alone
          --via WAY    how the text reaches the splitters: queue, pipe or channel; queue unless said otherwise
          --trace FILE write every system call to FILE
        status: 0 if the counts equal those of a plain loop, 1 if not, 2 if a file could not be read\
        """;

    private static final int WORKERS = 2;
    private static final int WORKERS_MAX = 64;

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if it cannot be understood; the message says why
     */
    static Options parse(List<String> arguments) {
        List<Input> inputs = new ArrayList<>();
        int workers = WORKERS;
        boolean json = false;
        boolean swaps = true;
        Via via = Via.QUEUE;
        String trace = "";
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--json" -> json = true;
                case "--no-swap" -> swaps = false;
                case "--workers" -> workers = workers(value(arguments, ++i, argument));
                case "--via" -> via = Via.of(value(arguments, ++i, argument));
                case "--trace" -> trace = value(arguments, ++i, argument);
                default -> inputs.add(input(argument));
            }
        }
        return new Options(inputs.isEmpty() ? Input.usual() : inputs, workers, json, swaps, via, trace);
    }

    private static Input input(String argument) {
        if (argument.startsWith("--")) {
            throw new IllegalArgumentException("unknown option " + argument);
        }
        return Input.file(Path.of(argument));
    }

    private static String value(List<String> arguments, int index, String option) {
        if (index == arguments.size()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return arguments.get(index);
    }

    private static int workers(String value) {
        try {
            int workers = Integer.parseInt(value);
            if (workers >= 1 && workers <= WORKERS_MAX) {
                return workers;
            }
        } catch (NumberFormatException noNumber) {
            // told below
        }
        throw new IllegalArgumentException("--workers is " + value + ", bounds 1 to " + WORKERS_MAX);
    }

    long bytes() {
        return inputs.stream().mapToLong(Input::bytes).sum();
    }
}
