package ipc.itests.swap;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Lets its bundle start for ever. */
public final class HangingActivator implements BundleActivator {
    /** Hangs until its thread is interrupted. */
    @Override
    public void start(BundleContext context) throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public void stop(BundleContext context) {
        // was never started
    }
}
