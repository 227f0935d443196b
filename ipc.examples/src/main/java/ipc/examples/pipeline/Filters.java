package ipc.examples.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The filters by their names, each as in Unix with the fewest options. */
final class Filters {
    static final Map<String, Filter> ALL = new TreeMap<>(Map.of(
            "cat", Filters::cat,
            "grep", Filters::grep,
            "head", Filters::head,
            "sort", Filters::sort,
            "tee", Filters::tee,
            "uniq", Filters::uniq,
            "wc", Filters::wc,
            "yes", Filters::yes));

    private static final int NOTHING_FOUND = 1;
    private static final int HEAD_LINES = 10;

    private Filters() {}

    private static String first(List<String> arguments, String otherwise) {
        return arguments.isEmpty() ? otherwise : arguments.getFirst();
    }

    /** Writes what comes in, or the files that are named. */
    private static int cat(List<String> files, BufferedReader in, Writer out) throws IOException {
        if (files.isEmpty()) {
            in.transferTo(out);
        }
        for (String file : files) {
            try (BufferedReader lines = Files.newBufferedReader(Path.of(file))) {
                lines.transferTo(out);
            }
        }
        return 0;
    }

    /** Writes the lines that contain a word; fails if there are none. */
    private static int grep(List<String> word, BufferedReader in, Writer out) throws IOException {
        if (word.isEmpty()) {
            throw new IOException("no word to look for");
        }
        int status = NOTHING_FOUND;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.contains(word.getFirst())) {
                write(out, line);
                status = 0;
            }
        }
        return status;
    }

    /** Writes the first lines, and reads no more. */
    private static int head(List<String> arguments, BufferedReader in, Writer out) throws IOException {
        int lines = count(arguments);
        for (int i = 0; i < lines; i++) {
            String line = in.readLine();
            if (line == null) {
                return 0;
            }
            write(out, line);
        }
        return 0;
    }

    /** A number of lines, with or without {@code -n} before it. */
    private static int count(List<String> arguments) throws IOException {
        String word = arguments.isEmpty() ? Integer.toString(HEAD_LINES) : arguments.getLast();
        try {
            int lines = Integer.parseUnsignedInt(word);
            return lines < 0 ? Integer.MAX_VALUE : lines;
        } catch (NumberFormatException noNumber) {
            throw new IOException("count " + word + ", which is no number of lines", noNumber);
        }
    }

    private static int sort(List<String> none, BufferedReader in, Writer out) throws IOException {
        List<String> lines = in.readAllLines();
        for (String line : lines.stream().sorted().toList()) {
            write(out, line);
        }
        return 0;
    }

    /** Writes what comes in, to files too. */
    private static int tee(List<String> files, BufferedReader in, Writer out) throws IOException {
        if (files.isEmpty()) {
            in.transferTo(out);
            return 0;
        }
        try (Writer copy = Files.newBufferedWriter(Path.of(files.getFirst()))) {
            return tee(files.subList(1, files.size()), in, new Both(copy, out));
        }
    }

    /** Writes to two places. */
    private static final class Both extends Writer {
        private final Writer first;
        private final Writer second;

        private Both(Writer first, Writer second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            first.write(characters, offset, length);
            second.write(characters, offset, length);
        }

        @Override
        public void flush() throws IOException {
            first.flush();
            second.flush();
        }

        @Override
        public void close() {
            // both belong to who made them
        }
    }

    /** Writes each of several equal lines that follow each other once. */
    private static int uniq(List<String> none, BufferedReader in, Writer out) throws IOException {
        String last = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.equals(last)) {
                write(out, line);
            }
            last = line;
        }
        return 0;
    }

    /** Writes how many lines, words and characters come in. */
    private static int wc(List<String> none, BufferedReader in, Writer out) throws IOException {
        long lines = 0;
        long words = 0;
        long characters = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines++;
            words += line.isBlank() ? 0 : line.strip().split("\\s+").length;
            characters += line.length() + 1L;
        }
        write(out, lines + " " + words + " " + characters);
        return 0;
    }

    /** Writes a word until nobody reads any more. */
    private static int yes(List<String> word, BufferedReader in, Writer out) throws IOException {
        while (true) {
            write(out, first(word, "y"));
        }
    }

    private static void write(Writer out, String line) throws IOException {
        out.write(line + "\n");
    }
}
