package ipc.console;

import java.util.Collections;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/** Takes warnings and errors of the platform's bundles to the JVM's log, also those from before this component came. */
@Component(service = {})
public final class PlatformLog implements LogListener {
    private final LogReaderService reader;

    /**
     * Begins to listen.
     *
     * @param reader the platform's log
     */
    @Activate
    public PlatformLog(@Reference LogReaderService reader) {
        this.reader = reader;
        reader.addLogListener(this);
        Collections.list(reader.getLog()).reversed().forEach(this::logged);
    }

    @Override
    public void logged(LogEntry entry) {
        switch (entry.getLogLevel()) {
            case ERROR -> log(System.Logger.Level.ERROR, entry);
            case WARN -> log(System.Logger.Level.WARNING, entry);
            default -> {}
        }
    }

    private static void log(System.Logger.Level level, LogEntry entry) {
        Throwable reason = entry.getException();
        while (reason != null && reason.getCause() != null) {
            reason = reason.getCause(); // around it is only how the platform came to it
        }
        String why = reason == null ? "" : ": " + reason;
        System.getLogger(entry.getBundle().getSymbolicName()).log(level, entry.getMessage() + why);
    }

    @Deactivate
    void stop() {
        reader.removeLogListener(this);
    }
}
