package ipc.kernel;

import java.util.List;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

/** Runs suites of the TCK of reactive streams. */
public final class FlowSuites {
    private FlowSuites() {}

    /** Runs one and returns what became of its tests. */
    public static TestListenerAdapter run(Class<?> tck) {
        TestListenerAdapter listener = new TestListenerAdapter();
        TestNG suite = new TestNG(false);
        suite.setTestClasses(new Class<?>[] {tck});
        suite.addListener(listener);
        suite.setVerbose(0);
        suite.setDefaultSuiteName(tck.getSimpleName());
        suite.setListenerClasses(List.of());
        suite.run();
        return listener;
    }
}
