package ipc.build;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What holds for every Java file: sizes and names; and for tests: they wait for conditions, not for time. */
public final class SourceRules {
    static final int METHOD_LINES_MAX = 40;
    static final int FILE_LINES_MAX = 500;
    static final int LINE_CHARS_MAX = 120;

    private static final Pattern POOR_NAME =
            Pattern.compile("\\w*Impl|Default[A-Z]\\w*|Abstract[A-Z]\\w*|\\w*Utils?|\\w*Helper");
    private static final Pattern SLEEPER =
            Pattern.compile("(java\\.lang\\.)?Thread|.*TimeUnit\\.\\w+|(NANO|MICRO|MILLI)?SECONDS|MINUTES|HOURS|DAYS");

    private SourceRules() {}

    /** Checks one file. */
    static List<Violation> check(Source source, boolean test) {
        List<Violation> found = new ArrayList<>();
        checkLines(source, found);
        new Shape(source, test, found).scan(source.unit(), null);
        return found;
    }

    /** Checks files that are meant to be read as one: together they have fewer lines of code than a limit. */
    static List<Violation> checkShort(String what, List<Source> sources, int limit) {
        long lines = sources.stream().mapToLong(Source::codeLines).sum();
        return lines < limit
                ? List.of()
                : List.of(new Violation(what, "fewer than " + limit + " lines of code", lines + " lines"));
    }

    private static void checkLines(Source source, List<Violation> found) {
        for (int i = 0; i < source.lines().size(); i++) {
            String line = source.lines().get(i);
            // an import cannot be broken
            if (line.length() > LINE_CHARS_MAX && !line.startsWith("import ")) {
                found.add(new Violation(
                        source.where(i + 1L), "line of at most " + LINE_CHARS_MAX, line.length() + " characters"));
            }
        }
        long size = source.sizeWithoutComments();
        if (size > FILE_LINES_MAX) {
            found.add(new Violation(source.where(1), "file of at most " + FILE_LINES_MAX, size + " lines"));
        }
    }

    private static final class Shape extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Source source;
        private final boolean test;
        private final List<Violation> found;

        Shape(Source source, boolean test, List<Violation> found) {
            this.source = source;
            this.test = test;
            this.found = found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            if (POOR_NAME.matcher(type.getSimpleName()).matches()) {
                found.add(new Violation(
                        source.where(type),
                        "a name that says how it works",
                        type.getSimpleName().toString()));
            }
            return super.visitClass(type, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            long lines = method.getBody() == null ? 0 : source.bodyLines(method.getBody());
            if (lines > METHOD_LINES_MAX) {
                found.add(new Violation(
                        source.where(method),
                        "method of at most " + METHOD_LINES_MAX,
                        method.getName() + ", " + lines + " lines"));
            }
            return super.visitMethod(method, null);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
            if (test && call.getMethodSelect() instanceof MemberSelectTree select && sleeps(select)) {
                found.add(new Violation(source.where(call), "no sleep in a test", call.toString()));
            }
            return super.visitMethodInvocation(call, null);
        }

        private static boolean sleeps(MemberSelectTree select) {
            return select.getIdentifier().contentEquals("sleep")
                    && SLEEPER.matcher(select.getExpression().toString()).matches();
        }
    }
}
