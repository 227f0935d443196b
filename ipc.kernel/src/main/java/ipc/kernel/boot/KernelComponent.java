package ipc.kernel.boot;

import ipc.kernel.Kernel;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.LiveScheduler;
import ipc.kernel.schedule.SeededScheduler;
import ipc.kernel.swap.SwapLog;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Makes the kernel of this framework and keeps it configured.
 *
 * <p>The scheduler is chosen when the kernel starts; a change of it counts at the next start. A kernel that starts
 * takes the default in place of a bad value and says so; one that runs refuses a configuration with a bad value as a
 * whole and keeps the old one.
 */
@Component(configurationPid = KernelComponent.PID, service = KernelComponent.class)
@Designate(ocd = KernelConfiguration.class)
public final class KernelComponent {
    static final String PID = "ipc.kernel";

    private final Kernel kernel;

    /**
     * Starts the kernel.
     *
     * @param configuration at first, with the keys of {@link KernelConfiguration}
     */
    @Activate
    public KernelComponent(Map<String, ?> configuration) {
        Settings settings = Settings.of(configuration, refused -> Kernel.log(refused + "; its default counts"));
        kernel = new Kernel(scheduler(settings), settings.limits(), System.out, Kernel::log);
        kernel.swapSettings(settings.swaps());
        kernel.swaps().add(new SwapLog());
    }

    private static KernelScheduler scheduler(Settings settings) {
        return settings.scheduler().equals(Settings.SEEDED)
                ? new SeededScheduler(settings.seed(), waits -> Kernel.log("deadlock: " + waits))
                : new LiveScheduler();
    }

    /**
     * Takes new limits.
     *
     * @param configuration from now on
     * @throws IllegalArgumentException naming key, value and bounds of a bad value; nothing has changed then
     */
    @Modified
    void configure(Map<String, ?> configuration) {
        Settings settings = Settings.of(configuration, KernelComponent::refuse);
        kernel.limits(settings.limits());
        kernel.swapSettings(settings.swaps());
    }

    private static void refuse(String why) {
        throw new IllegalArgumentException(PID + ": " + why);
    }

    /** Returns the kernel. */
    public Kernel kernel() {
        return kernel;
    }
}
