package ipc.itests.swap;

import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Lets its bundle start until a {@link HangingUpdate} ends, whoever starts it; then fails. */
public final class HangingActivator implements BundleActivator {
    /** The system property that is true meanwhile; this class is loaded twice and can share nothing else. */
    static final String HANGS = "ipc.itests.hangs";

    private static final long LOOK_NANOS = 1_000_000;

    @Override
    public void start(BundleContext context) {
        while (Boolean.getBoolean(HANGS)) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        throw new IllegalStateException("planned");
    }

    @Override
    public void stop(BundleContext context) {
        // was never started
    }
}
