package ipc.bench;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param groups what to measure, never empty
 * @param json whether to print JSON instead of a table
 * @param quick whether to measure once and shortly
 * @param help whether to say how this is used, and nothing else
 */
record Arguments(Set<Group> groups, boolean json, boolean quick, boolean help) {
    static final String USAGE = """
        usage: bench [GROUP…] [--json] [--quick]

        Measures the kernel and its queues beside other libraries, each work once for each of them, and prints
        ours, the peer's, and the ratio: above 1 ours is better. Everything is measured three times in turn, each
        time in a new JVM; the ratio is that of the medians, with the lowest and the highest of the three. Works of
        ours that miss a goal are then run once more to show in which methods their time goes.

          GROUP    %s; all without it
          --json   print one array on standard output: work, ours, peer, peerName, unit, ratio, goal
          --quick  measure once and shortly: shows that it works, the figures are noise
          --help   print this

        Ends with 0 if everything was measured, whether or not goals were reached; 1 if something was not; 2 if the
        arguments are wrong. Progress goes to standard error.
        """.formatted(Group.words());

    /** Reads a command line; throws {@link IllegalArgumentException} with a sentence if it is wrong. */
    static Arguments parse(String... words) {
        Set<Group> groups = EnumSet.noneOf(Group.class);
        boolean json = false;
        boolean quick = false;
        boolean help = false;
        for (String word : words) {
            switch (word) {
                case "--json" -> json = true;
                case "--quick" -> quick = true;
                case "--help", "-h" -> help = true;
                default -> groups.add(group(word));
            }
        }
        return new Arguments(groups.isEmpty() ? EnumSet.allOf(Group.class) : groups, json, quick, help);
    }

    private static Group group(String word) {
        if (word.startsWith("-")) {
            throw new IllegalArgumentException("no option is called " + word + ", known are --json, --quick, --help");
        }
        return Group.of(word);
    }
}
