package ipc.examples.wordcount;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;

/** Shows how far the work is: a bar that moves on a terminal, a line now and then elsewhere. */
final class Progress {
    private static final int BAR = 40;

    /** Goes over a bar, which is a few signs longer than itself. */
    private static final String WIPE = "\r" + " ".repeat(BAR + 8) + "\r";

    private static final int PERCENT = 100;
    private static final int STEP = 10;

    private final PrintStream out;
    private final boolean quiet;
    private final boolean bar;
    private final long expected;
    private int shown = -1;

    Progress(PrintStream out, boolean quiet, long expected) {
        this.out = out;
        this.quiet = quiet;
        this.bar = onTerminal();
        this.expected = Math.max(1, expected);
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 25 went back to null where there is no terminal
    private static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Something of a chunk has been counted. */
    void counted(long chunk) {
        int percent = (int) Math.min(PERCENT - 1, chunk * PERCENT / expected);
        if (!quiet && percent / (bar ? 1 : STEP) > shown) {
            shown = percent / (bar ? 1 : STEP);
            print(percent);
        }
    }

    void done() {
        if (!quiet) {
            print(PERCENT);
            out.print(bar ? "\n" : "");
        }
    }

    private void print(int percent) {
        if (bar) {
            int filled = percent * BAR / PERCENT;
            out.printf(Locale.ROOT, "\r[%s%s] %3d %%", "#".repeat(filled), ".".repeat(BAR - filled), percent);
            out.flush();
        } else {
            out.printf(Locale.ROOT, "counted %d %%%n", percent);
        }
    }

    void note(String line) {
        if (!quiet) {
            out.println((bar ? WIPE : "") + line);
        }
    }
}
