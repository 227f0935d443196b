package ipc.kernel.boot;

import ipc.kernel.Kernel;
import ipc.kernel.process.Limits;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.LiveScheduler;
import ipc.kernel.schedule.SeededScheduler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Makes the kernel of this framework and keeps it configured.
 *
 * <p>The scheduler is chosen when the kernel starts; a change of it counts at the next start. A configuration with a
 * bad value is refused as a whole and the old one stays.
 */
@Component(configurationPid = "ipc.kernel", service = KernelComponent.class)
@Designate(ocd = KernelConfiguration.class)
public final class KernelComponent {
    private final Kernel kernel;

    /**
     * Starts the kernel.
     *
     * @param configuration at first
     */
    @Activate
    public KernelComponent(KernelConfiguration configuration) {
        Limits limits = KernelConfiguration.Checked.limits(configuration);
        kernel = new Kernel(scheduler(configuration), limits, System.out, Kernel::log);
    }

    private static KernelScheduler scheduler(KernelConfiguration configuration) {
        return switch (configuration.scheduler()) {
            case "live" -> new LiveScheduler();
            case "seeded" -> new SeededScheduler(configuration.seed(), waits -> Kernel.log("deadlock: " + waits));
            default ->
                throw new IllegalArgumentException(
                        "ipc.kernel: scheduler is " + configuration.scheduler() + ", bounds live, seeded");
        };
    }

    /**
     * Takes new limits.
     *
     * @param configuration from now on
     */
    @Modified
    void configure(KernelConfiguration configuration) {
        kernel.limits(KernelConfiguration.Checked.limits(configuration));
    }

    /** Returns the kernel. */
    public Kernel kernel() {
        return kernel;
    }
}
