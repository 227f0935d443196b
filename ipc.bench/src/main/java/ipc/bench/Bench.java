package ipc.bench;

import java.io.PrintStream;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** Measures ours beside its peers and prints the ratios. */
public final class Bench {
    private static final int MEASURED = 0;
    private static final int INCOMPLETE = 1;
    private static final int MISUSED = 2;

    private final PrintStream out;
    private final PrintStream log;

    Bench(PrintStream out, PrintStream log) {
        this.out = out;
        this.log = log;
    }

    /**
     * Runs from the command line.
     *
     * @param words see {@code --help}
     */
    public static void main(String[] words) {
        PrintStream out = System.out;
        System.setOut(System.err); // whatever else is printed must not get into the result
        int status = new Bench(out, System.err).run(words);
        out.flush();
        System.exit(status);
    }

    int run(String... words) {
        try {
            Arguments arguments = Arguments.parse(words);
            if (arguments.help()) {
                out.print(Arguments.USAGE);
                return MEASURED;
            }
            return measure(arguments);
        } catch (IllegalArgumentException e) {
            log.println("bench: " + e.getMessage());
            return MISUSED;
        } catch (RunnerException e) {
            log.println("bench: " + e.getMessage());
            return INCOMPLETE;
        }
    }

    private int measure(Arguments arguments) throws RunnerException {
        List<Work> works = Catalogue.works(arguments.groups());
        Scores scores = new Measurement(arguments.groups(), arguments.quick(), log).run();
        List<Row> rows =
                works.stream().flatMap(work -> work.compare(scores).stream()).toList();
        out.print(arguments.json() ? Json.array(rows) + "\n" : Table.of(rows));
        if (!arguments.quick()) {
            explain(works, scores, arguments.json() ? log : out);
        }
        return rows.stream().allMatch(Bench::isDone) ? MEASURED : INCOMPLETE;
    }

    /** A machine without a C compiler or without POSIX queues is not at fault. */
    private static boolean isDone(Row row) {
        return row.isComplete() || CProgram.measures(row.peerName());
    }

    /** Shows where our time goes in the works that missed a goal. */
    private void explain(List<Work> works, Scores scores, PrintStream to) throws RunnerException {
        Profile profile = new Profile(log);
        for (Work work : works) {
            if (work.ours().isBenchmark() && work.compare(scores).stream().anyMatch(Row::missesGoal)) {
                String hottest = profile.of(work.ours());
                to.print("\nwhere our time goes in \"" + work.name() + "\", which missed its goal:\n" + hottest);
            }
        }
    }
}
