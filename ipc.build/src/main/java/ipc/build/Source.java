package ipc.build;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** One Java file, parsed but not resolved: enough for rules about shape and names. */
final class Source {
    /** Literals come before comments, so that a string with two slashes in it stays a string. */
    private static final Pattern LITERAL_OR_COMMENT = Pattern.compile("\"\"\"[\\s\\S]*?(?<!\\\\)\"\"\""
            + "|\"(?:\\\\.|[^\"\\\\\\n])*+\""
            + "|'(?:\\\\.|[^'\\\\\\n])*+'"
            + "|//[^\\n]*"
            + "|/\\*[\\s\\S]*?\\*/");

    private static final Pattern HEADING = Pattern.compile("(package|import)\\s");

    private final String name;
    private final List<String> lines;
    private final List<String> bareLines;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    private Source(String name, String text) {
        this.name = name;
        this.lines = text.lines().toList();
        this.bareLines = withoutComments(text).lines().toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task =
                (JavacTask) compiler.getTask(null, null, null, List.of("-proc:none"), null, List.of(file(text)));
        try {
            this.unit = task.parse().iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.positions = Trees.instance(task).getSourcePositions();
    }

    static Source of(String name, String text) {
        return new Source(name, text);
    }

    static Source read(Path file) {
        try {
            return new Source(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CompilationUnitTree unit() {
        return unit;
    }

    List<String> lines() {
        return lines;
    }

    String packageName() {
        return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
    }

    /** Lines that are not only comment; blank ones between code count, the rest of a Javadoc block does not. */
    long sizeWithoutComments() {
        long all = lines.size();
        for (int i = 0; i < lines.size(); i++) {
            boolean commentOnly = !lines.get(i).isBlank() && bareLines.get(i).isBlank();
            all -= commentOnly ? 1 : 0;
        }
        return all;
    }

    /** Lines with code that does something: no comment, no blank line, no package, no import. */
    long codeLines() {
        return bareLines.stream()
                .filter(text -> !text.isBlank() && !HEADING.matcher(text).lookingAt())
                .count();
    }

    /** Lines with code between the braces of a block. */
    long bodyLines(Tree block) {
        int from = (int) line(positions.getStartPosition(unit, block));
        int to = (int) line(positions.getEndPosition(unit, block));
        return from >= to
                ? 0
                : bareLines.subList(from, to - 1).stream()
                        .filter(text -> !text.isBlank())
                        .count();
    }

    /** Names the place of a part of the file. */
    String where(Tree tree) {
        return where(line(positions.getStartPosition(unit, tree)));
    }

    String where(long line) {
        return String.format(Locale.ROOT, "%s:%d", name, line);
    }

    private long line(long position) {
        return unit.getLineMap().getLineNumber(position);
    }

    private static String withoutComments(String text) {
        return LITERAL_OR_COMMENT.matcher(text).replaceAll(match -> {
            String found = match.group();
            boolean comment = found.startsWith("//") || found.startsWith("/*");
            // as many lines as before, so that numbers stay right; a literal's text is of no interest
            return comment ? found.replaceAll("[^\\n]", "") : found.replaceAll("[^\\n]+", "x");
        });
    }

    private JavaFileObject file(String text) {
        return new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
