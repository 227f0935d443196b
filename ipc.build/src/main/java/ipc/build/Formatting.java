package ipc.build;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Formats the Java files of the repository. It is a program of the build and not a plugin of Maven, because the
 * formatter needs the compiler of the JDK that the sources are written for, and Maven may run on an older one.
 */
public final class Formatting {
    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    /** Rewrites what is not formatted. The root of the repository comes first, then the modules, none meaning all. */
    public static void main(String[] arguments) throws IOException {
        Formatting formatting = new Formatting();
        SourceTree tree = new SourceTree(Path.of(arguments[0]));
        List<String> modules =
                arguments.length > 1 ? Arrays.asList(arguments).subList(1, arguments.length) : tree.modules();
        PrintStream out = System.out;
        int changed = 0;
        for (Path file : tree.javaFiles(modules)) {
            String text = Files.readString(file);
            String wanted = formatting.format(file, text);
            if (!wanted.equals(text)) {
                Files.writeString(file, wanted);
                out.println("formatted " + file);
                changed++;
            }
        }
        out.println(changed + " files changed");
    }

    boolean isFormatted(Path file) {
        try {
            String text = Files.readString(file);
            return format(file, text).equals(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String format(Path file, String text) {
        try {
            return formatter.formatSourceAndFixImports(text);
        } catch (FormatterException e) {
            throw new IllegalArgumentException(file + " is not Java that the formatter knows", e);
        }
    }
}
