package ipc.dist;

import org.apache.felix.framework.Logger;
import org.jspecify.annotations.Nullable;

/** Takes what the framework itself has to say to standard error; left alone it would use standard output. */
final class FrameworkWarnings extends Logger {
    FrameworkWarnings() {
        setLogLevel(LOG_WARNING);
    }

    @Override
    protected void doLog(int level, @Nullable String message, @Nullable Throwable failure) {
        System.err.println("ipc: " + message); // which quotes the failure
    }
}
