package ipc.testkit.planted;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs a contract over a provider with a bug; such a contract is {@link Hunted}, and asks here which bug it is. */
public final class Hunt {
    private static final String BUG = "ipc.testkit.bug";
    private static final String WATCHDOG = "ipc.watchdog.millis";

    private Hunt() {}

    /** Returns the name of the bug that is planted now. */
    public static String bug() {
        return System.getProperty(BUG);
    }

    /** Returns the rows that find a bug; those after the first one did not run. Only races wait long for anything. */
    public static List<String> failures(Class<?> contract, Enum<?> bug) {
        return hurriedFailures(bug, List.of(selectClass(contract)));
    }

    /** Returns the rows that find a bug, of those that one interface of a contract declares. */
    public static List<String> failures(Class<?> contract, Class<?> rows, Enum<?> bug) {
        List<MethodSelector> selectors = Stream.of(rows.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(row -> selectMethod(contract, row))
                .toList();
        return hurriedFailures(bug, selectors);
    }

    private static List<String> hurriedFailures(Enum<?> bug, List<? extends DiscoverySelector> rows) {
        System.setProperty(WATCHDOG, "300");
        try {
            return failures(bug, rows);
        } finally {
            System.clearProperty(WATCHDOG);
        }
    }

    /** Lets a row have more time, whose failure would say nothing if it were only slow. */
    static void hurryNoMore() {
        System.clearProperty(WATCHDOG);
    }

    /** Returns the rows that fail, of which there should be none. */
    public static List<String> failuresWithoutHurry(Class<?> contract, Enum<?> noBug) {
        return failures(noBug, List.of(selectClass(contract)));
    }

    private static List<String> failures(Enum<?> bug, List<? extends DiscoverySelector> rows) {
        System.setProperty(BUG, bug.name());
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(rows.toArray(DiscoverySelector[]::new))
                    .execute()
                    .testEvents()
                    .failed()
                    .map(Event::getTestDescriptor)
                    .map(descriptor -> descriptor.getDisplayName())
                    .toList();
        } finally {
            System.clearProperty(BUG);
        }
    }
}
