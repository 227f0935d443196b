package ipc.kernel.boot;

import ipc.api.Ipc;
import ipc.api.Syscalls;
import ipc.api.Threads;
import ipc.api.Timers;
import ipc.api.Waits;
import ipc.api.admin.KernelAdmin;
import ipc.api.admin.LockAdmin;
import ipc.api.admin.MechanismAdmin;
import ipc.api.admin.WaitAdmin;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Meters;
import ipc.api.kernel.Scheduler;
import ipc.api.spi.Mechanism;
import ipc.api.spi.SecurityPolicy;
import ipc.kernel.Kernel;
import ipc.kernel.mechanism.Subsystem;
import ipc.kernel.security.PosixPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;

/** The services that the kernel offers: to providers, faces for bundles, views for operators. */
final class Offers {
    private final BundleContext context;
    private final BundleProcesses processes;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private @Nullable ServiceRegistration<?> posixPolicy;

    /** Registers all but the POSIX policy. */
    Offers(BundleContext context, Kernel kernel) {
        this.context = context;
        this.processes = new BundleProcesses(kernel);
        context.addBundleListener(processes);
        registrations.add(register(
                new ProviderHook(context.getBundle(), hidden(kernel)),
                Map.of(),
                FindHook.class,
                EventListenerHook.class));
        offer(kernel.scheduler(), Scheduler.class);
        offer(kernel.memory(), Memory.class);
        offer(kernel.meters(), Meters.class);
        offer(kernel.admin(), KernelAdmin.class, MechanismAdmin.class, WaitAdmin.class, LockAdmin.class);
        face(Ipc.class);
        face(Syscalls.class);
        face(Waits.class);
        face(Timers.class);
        face(Threads.class);
        kernel.subsystems().forEach(subsystem -> subsystem.faces().keySet().forEach(this::face));
    }

    private static Set<String> hidden(Kernel kernel) {
        Set<String> types = new HashSet<>(Set.of(Mechanism.class.getName(), SecurityPolicy.class.getName()));
        for (Subsystem<?, ?, ?> subsystem : kernel.subsystems()) {
            types.add(subsystem.spi().getName());
        }
        return types;
    }

    private void face(Class<?> type) {
        offer(processes.face(type), type);
    }

    private void offer(Object service, Class<?>... types) {
        registrations.add(register(service, Map.of(), types));
    }

    private ServiceRegistration<?> register(Object service, Map<String, Object> properties, Class<?>... types) {
        String[] names = new String[types.length];
        for (int i = 0; i < types.length; i++) {
            names[i] = types[i].getName();
        }
        return context.registerService(names, service, FrameworkUtil.asDictionary(properties));
    }

    /**
     * Says whether the POSIX policy decides where no other one does. It is ranked lowest, so that any other policy that
     * is installed takes its place.
     */
    void usePosixPolicy(boolean use) {
        if (use && posixPolicy == null) {
            Map<String, Object> lowest = Map.of(Constants.SERVICE_RANKING, Integer.MIN_VALUE);
            posixPolicy = register(new PosixPolicy(), lowest, SecurityPolicy.class);
        } else if (!use && posixPolicy != null) {
            posixPolicy.unregister();
            posixPolicy = null;
        }
    }

    /** Takes the services back, and ends the processes of bundles. */
    void close() {
        usePosixPolicy(false);
        registrations.reversed().forEach(ServiceRegistration::unregister);
        context.removeBundleListener(processes);
        processes.endAll();
    }
}
