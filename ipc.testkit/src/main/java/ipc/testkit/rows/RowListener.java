package ipc.testkit.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Leaves the results of all methods that carry {@link Row} in {@code target/rows.json} of the module under test; the
 * system property {@code ipc.rows.file} names another file.
 */
public final class RowListener implements TestExecutionListener {

    private final Map<Run, Outcome> outcomes = new ConcurrentHashMap<>();
    private @Nullable TestPlan plan;

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionSkipped(TestIdentifier skipped, String reason) {
        note(skipped, Outcome.SKIPPED);
    }

    @Override
    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
        note(
                finished,
                switch (result.getStatus()) {
                    case SUCCESSFUL -> Outcome.PASSED;
                    case ABORTED -> Outcome.SKIPPED;
                    case FAILED -> Outcome.FAILED;
                });
    }

    /** A container that passes says nothing about a method; one that does not speaks for every method below it. */
    private void note(TestIdentifier node, Outcome outcome) {
        if (node.isTest()) {
            noteMethod(node, outcome);
        } else if (outcome != Outcome.PASSED) {
            noteMethod(node, outcome);
            Objects.requireNonNull(plan).getDescendants(node).forEach(below -> noteMethod(below, outcome));
        }
    }

    private void noteMethod(TestIdentifier node, Outcome outcome) {
        if (node.getSource().orElse(null) instanceof MethodSource method) {
            outcomes.merge(new Run(top(node, method.getJavaClass()), method), outcome, Outcome::and);
        }
    }

    /** The class that was asked to run; what it nests or inherits from a contract is counted as its own. */
    private Class<?> top(TestIdentifier node, Class<?> below) {
        Class<?> here = node.getSource().orElse(null) instanceof ClassSource type ? type.getJavaClass() : below;
        return Objects.requireNonNull(plan)
                .getParent(node)
                .<Class<?>>map(parent -> top(parent, here))
                .orElse(here);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        List<RowResult> results = outcomes.entrySet().stream()
                .flatMap(entry -> entry.getKey().results(entry.getValue()))
                .toList();
        Set<String> classes =
                outcomes.keySet().stream().map(run -> run.top().getName()).collect(Collectors.toSet());
        outcomes.clear();
        try {
            new RowFile(file()).replace(classes, results);
        } catch (IOException e) {
            throw new UncheckedIOException("the results of the behaviour rows could not be kept", e);
        }
    }

    /** Surefire and Failsafe name the module's folder; a development environment starts tests inside it. */
    private static Path file() {
        String module = System.getProperty("basedir", "");
        return Path.of(System.getProperty(
                "ipc.rows.file", Path.of(module, "target", "rows.json").toString()));
    }

    /** One method, run on behalf of one class. */
    private record Run(Class<?> top, MethodSource method) {

        Stream<RowResult> results(Outcome outcome) {
            return AnnotationSupport.findAnnotation(method.getJavaMethod(), Row.class).stream()
                    .flatMap(row -> Stream.of(row.value()))
                    .map(row -> new RowResult(row, test(), place(), outcome));
        }

        private String test() {
            String declaring = method.getClassName();
            String nested =
                    declaring.equals(top.getName()) || !method.getJavaClass().isMemberClass()
                            ? ""
                            : declaring.substring(declaring.lastIndexOf('$'));
            return top.getName() + nested + "#" + method.getMethodName();
        }

        private String place() {
            return AnnotationSupport.findAnnotation(top, Where.class)
                    .map(Where::value)
                    .orElse(Where.Place.UNIT)
                    .word();
        }
    }
}
