package ipc.kernel.boot;

import ipc.api.Ipc;
import ipc.api.Syscalls;
import ipc.api.admin.KernelAdmin;
import ipc.api.admin.MechanismAdmin;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Meters;
import ipc.api.kernel.Scheduler;
import ipc.api.mq.MessageQueues;
import ipc.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Registers what the kernel offers: services for providers, faces for bundles, views for operators. */
@Component(service = {})
public final class KernelServices {
    private final BundleContext context;
    private final BundleProcesses processes;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    /**
     * Registers all.
     *
     * @param context of the kernel's bundle
     * @param component has the kernel
     */
    @Activate
    public KernelServices(BundleContext context, @Reference KernelComponent component) {
        Kernel kernel = component.kernel();
        this.context = context;
        this.processes = new BundleProcesses(kernel);
        context.addBundleListener(processes);
        hideProviders();
        register(kernel.scheduler(), Scheduler.class);
        register(kernel.memory(), Memory.class);
        register(kernel.meters(), Meters.class);
        register(kernel.admin(), KernelAdmin.class, MechanismAdmin.class);
        for (Class<?> face : List.of(Ipc.class, Syscalls.class, MessageQueues.class)) {
            register(processes.face(face), face);
        }
    }

    private void hideProviders() {
        register(new ProviderHook(context.getBundle()), FindHook.class, EventListenerHook.class);
    }

    private void register(Object service, Class<?>... types) {
        String[] names = new String[types.length];
        for (int i = 0; i < types.length; i++) {
            names[i] = types[i].getName();
        }
        registrations.add(context.registerService(names, service, FrameworkUtil.asDictionary(Map.of())));
    }

    @Deactivate
    void stop() {
        registrations.reversed().forEach(ServiceRegistration::unregister);
        context.removeBundleListener(processes);
        processes.endAll();
    }
}
