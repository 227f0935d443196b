package ipc.itests.container;

import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.opentest4j.TestAbortedException;

/**
 * Carries the end of a test through the container's wall.
 *
 * <p>Classes of JUnit and of the test exist on both sides but are not the same classes, and a forked container
 * serialises what it throws. So only the JDK's own exceptions go through: an {@link AssertionError} is a failure, a
 * {@link CancellationException} a test that gave up because an assumption did not hold.
 */
final class Verdict implements TestExecutionListener {

    private AssertionError failure;
    private String aborted;
    private int passed;

    @Override
    public void executionSkipped(TestIdentifier skipped, String reason) {
        aborted = reason;
    }

    @Override
    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
        switch (result.getStatus()) {
            case FAILED -> fail(result.getThrowable().orElseThrow());
            case ABORTED ->
                aborted = result.getThrowable().map(Throwable::getMessage).orElse("");
            case SUCCESSFUL -> passed += finished.isTest() ? 1 : 0;
        }
    }

    private void fail(Throwable thrown) {
        if (failure == null) {
            failure = plain(thrown);
        } else {
            failure.addSuppressed(plain(thrown));
        }
    }

    /** Ends inside as the tests did that were seen to run. */
    void inside(String uniqueId) {
        if (failure != null) {
            throw failure;
        }
        if (passed == 0 && aborted != null) {
            throw new CancellationException(aborted);
        }
        if (passed == 0) {
            throw new AssertionError("the container has no test " + uniqueId);
        }
    }

    /** Finds what was thrown inside below the layers that the container put around it. */
    static RuntimeException outside(Throwable thrown) {
        Throwable verdict = Stream.iterate(thrown, layer -> layer != null, Throwable::getCause)
                .filter(layer -> layer instanceof AssertionError || layer instanceof CancellationException)
                .findFirst()
                .orElse(thrown);
        return switch (verdict) {
            case AssertionError failed -> throw failed;
            case CancellationException gaveUp -> new TestAbortedException(gaveUp.getMessage());
            case RuntimeException broken -> broken;
            default -> new IllegalStateException(verdict);
        };
    }

    private static AssertionError plain(Throwable thrown) {
        String text = thrown instanceof AssertionError ? thrown.getMessage() : thrown.toString();
        Throwable cause = thrown.getCause();
        AssertionError copy = new AssertionError(text, cause == null ? null : plain(cause));
        copy.setStackTrace(thrown.getStackTrace());
        Stream.of(thrown.getSuppressed()).map(Verdict::plain).forEach(copy::addSuppressed);
        return copy;
    }
}
