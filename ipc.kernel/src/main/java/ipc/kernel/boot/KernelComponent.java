package ipc.kernel.boot;

import ipc.kernel.Kernel;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Keeps the kernel configured.
 *
 * <p>The scheduler is chosen when the kernel starts; a change of it counts at the next start of the bundle. A component
 * that starts takes the default in place of a bad value and says so; one that runs refuses a configuration with a bad
 * value as a whole and keeps the old one.
 */
@Component(configurationPid = KernelComponent.PID, service = KernelComponent.class, immediate = true)
@Designate(ocd = KernelConfiguration.class)
public final class KernelComponent {
    static final String PID = "ipc.kernel";

    private final KernelBundle bundle;
    private final Kernel kernel;

    /**
     * Starts the kernel, or finds the one that was started before the service component runtime was.
     *
     * @param configuration at first, with the keys of {@link KernelConfiguration}
     * @param bundle has the kernel
     */
    @Activate
    public KernelComponent(Map<String, ?> configuration, @Reference KernelBundle bundle) {
        this.bundle = bundle;
        this.kernel =
                bundle.configure(Settings.of(configuration, refused -> Kernel.log(refused + "; its default counts")));
    }

    /**
     * Takes new limits.
     *
     * @param configuration from now on
     * @throws IllegalArgumentException naming key, value and bounds of a bad value; nothing has changed then
     */
    @Modified
    void configure(Map<String, ?> configuration) {
        bundle.configure(Settings.strict(configuration));
    }

    /** Returns the kernel. */
    public Kernel kernel() {
        return kernel;
    }
}
