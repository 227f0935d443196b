package ipc.testkit.planted;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
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
        System.setProperty(WATCHDOG, "300");
        try {
            return failuresWithoutHurry(contract, bug);
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
        System.setProperty(BUG, noBug.name());
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(contract))
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
