package ipc.testkit.planted;

import java.util.Comparator;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/** Runs the rows with many threads after the others, which take a hundredth of their time. */
final class RacesLast implements MethodOrderer {
    @Override
    public void orderMethods(MethodOrdererContext rows) {
        rows.getMethodDescriptors().sort(Comparator.comparing(RacesLast::isRace));
    }

    private static boolean isRace(MethodDescriptor row) {
        return row.getMethod().getDeclaringClass().getSimpleName().contains("Race");
    }
}
