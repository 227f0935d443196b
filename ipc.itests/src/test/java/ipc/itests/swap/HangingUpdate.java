package ipc.itests.swap;

import ipc.itests.container.TestBundle;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** An update to a version whose activator does not return, so that nobody else can change the bundle; until closed. */
public final class HangingUpdate implements AutoCloseable {
    private final CompletableFuture<Void> updating;

    private HangingUpdate(CompletableFuture<Void> updating) {
        this.updating = updating;
    }

    /** Begins it, on a thread of its own. */
    public static HangingUpdate of(Bundle bundle) {
        InputStream bad = TestBundle.named(bundle.getSymbolicName())
                .version(BadUpdate.VERSION)
                .header(Constants.BUNDLE_ACTIVATOR, HangingActivator.class.getName())
                .with(HangingActivator.class)
                .build();
        System.setProperty(HangingActivator.HANGS, "true");
        return new HangingUpdate(CompletableFuture.runAsync(() -> update(bundle, bad), Thread.ofPlatform()::start));
    }

    private static void update(Bundle bundle, InputStream bad) {
        try {
            bundle.update(bad);
        } catch (BundleException expected) {
            // its activator fails in the end
        }
    }

    /** Lets the activator fail, and waits until the framework has seen it. */
    @Override
    public void close() {
        System.clearProperty(HangingActivator.HANGS);
        updating.join();
    }
}
