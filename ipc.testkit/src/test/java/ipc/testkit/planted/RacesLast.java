package ipc.testkit.planted;

import java.lang.reflect.Method;
import java.util.Comparator;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/** Runs the rows with many threads after the others, which take a hundredth of their time. */
final class RacesLast implements MethodOrderer {
    @Override
    public void orderMethods(MethodOrdererContext rows) {
        rows.getMethodDescriptors().sort(Comparator.comparing(row -> isRace(row.getMethod())));
    }

    static boolean isRace(Method row) {
        return row.getDeclaringClass().getSimpleName().contains("Race");
    }
}
