package ipc.kernel.boot;

import ipc.kernel.Kernel;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.LiveScheduler;
import ipc.kernel.schedule.SeededScheduler;
import ipc.kernel.swap.SwapLog;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * Has the kernel of this framework: makes it when its configuration is first known, and ends it when the bundle stops.
 *
 * <p>No component, so that processes, handles and objects outlive a restart of the service component runtime. What
 * needs the runtime, {@link KernelComponent} and {@link SwapEvents}, finds this object as a service.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class KernelBundle implements BundleActivator {
    private @Nullable BundleContext context;
    private @Nullable Kernel kernel;
    private @Nullable Offers offers;
    private @Nullable Plugs plugs;

    /** For the framework. */
    public KernelBundle() {}

    @Override
    public synchronized void start(BundleContext bundle) {
        context = bundle;
        bundle.registerService(KernelBundle.class, this, null);
    }

    /** Processes end before the providers of what they wait for are let go. */
    @Override
    public synchronized void stop(BundleContext bundle) {
        context = null;
        if (offers != null && plugs != null) {
            offers.close();
            plugs.close();
        }
    }

    /**
     * Makes the kernel, or configures the one there is, whose scheduler stays.
     *
     * @param settings from now on
     * @return the kernel
     * @throws IllegalStateException if the bundle stops
     */
    synchronized Kernel configure(Settings settings) {
        if (context == null) {
            throw new IllegalStateException("the kernel's bundle is not started");
        }
        if (kernel == null) {
            kernel = new Kernel(scheduler(settings), settings.limits(), System.out, Kernel::log);
            kernel.swaps().add(new SwapLog());
            offers = new Offers(context, kernel);
            plugs = new Plugs(context, kernel);
        }
        kernel.limits(settings.limits());
        kernel.swapSettings(settings.swaps());
        if (offers != null) {
            offers.usePosixPolicy(settings.posixPolicy());
        }
        return kernel;
    }

    private static KernelScheduler scheduler(Settings settings) {
        return settings.scheduler().equals(Settings.SEEDED)
                ? new SeededScheduler(settings.seed(), waits -> Kernel.log("deadlock: " + waits))
                : new LiveScheduler();
    }
}
