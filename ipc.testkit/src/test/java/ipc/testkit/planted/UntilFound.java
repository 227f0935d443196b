package ipc.testkit.planted;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** Leaves out what would run after a failure: a bug makes many rows wait for what never comes. */
final class UntilFound implements ExecutionCondition, BeforeTestExecutionCallback, AfterTestExecutionCallback {
    private static final String FOUND = "found";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext row) {
        return store(row).get(FOUND) == null
                ? ConditionEvaluationResult.enabled("nothing found yet")
                : ConditionEvaluationResult.disabled("found before");
    }

    @Override
    public void beforeTestExecution(ExtensionContext row) {
        if (RacesLast.isRace(row.getRequiredTestMethod())) {
            Hunt.hurryNoMore();
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext row) {
        if (row.getExecutionException().isPresent()) {
            store(row).put(FOUND, row.getDisplayName());
        }
    }

    private static Store store(ExtensionContext row) {
        return row.getRoot().getStore(Namespace.create(UntilFound.class));
    }
}
