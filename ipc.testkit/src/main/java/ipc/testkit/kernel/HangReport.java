package ipc.testkit.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * Prints what every thread does, virtual ones too, when a test has taken longer than it may. JUnit's own dump leaves
 * out virtual threads, which is where the processes of a kernel are.
 *
 * <p>JUnit uses it where {@code junit.jupiter.extensions.autodetection.enabled} is set and a test has a limit.
 */
public final class HangReport implements PreInterruptCallback {

    @Override
    public void beforeThreadInterrupt(PreInterruptContext hung, ExtensionContext test) throws IOException {
        System.err.println("took too long: " + test.getUniqueId() + " in " + hung.getThreadToInterrupt());
        System.err.println(dump());
    }

    private static String dump() throws IOException {
        Path folder = Files.createTempDirectory("hang");
        Path file = folder.resolve("threads.txt");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
            return Files.readString(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }
}
