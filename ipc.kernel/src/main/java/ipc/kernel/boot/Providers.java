package ipc.kernel.boot;

import ipc.api.spi.Mechanism;
import ipc.kernel.Kernel;
import ipc.kernel.mechanism.Subsystem;
import ipc.kernel.swap.Provider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/**
 * Follows the services of one mechanism's providers. Each is got on a thread of its own with a limit, because that may
 * activate its component, which may hang or fail; each is given up while it is still alive, because a framework tells
 * of a leaving service before DS deactivates the component behind it.
 */
final class Providers implements ServiceListener {
    private final BundleContext context;
    private final Subsystem<?, ?, ?> subsystem;
    private final Kernel kernel;
    private final Guardian guardian;
    private final Executor executor;
    private final Map<ServiceReference<?>, Admission> admissions = new ConcurrentHashMap<>();

    Providers(
            BundleContext context, Subsystem<?, ?, ?> subsystem, Kernel kernel, Guardian guardian, Executor executor) {
        this.context = context;
        this.subsystem = subsystem;
        this.kernel = kernel;
        this.guardian = guardian;
        this.executor = executor;
    }

    void open() {
        Class<? extends Mechanism> type = subsystem.spi();
        try {
            context.addServiceListener(this, "(" + Constants.OBJECTCLASS + "=" + type.getName() + ")");
            context.getServiceReferences(type, null).forEach(this::come);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void close() {
        context.removeServiceListener(this);
        admissions.keySet().forEach(this::leave);
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        ServiceReference<?> reference = event.getServiceReference();
        switch (event.getType()) {
            case ServiceEvent.REGISTERED -> come(reference);
            case ServiceEvent.UNREGISTERING -> leave(reference);
            default -> {} // a change of properties changes nobody's mind
        }
    }

    private void come(ServiceReference<?> reference) {
        admissions.computeIfAbsent(reference, absent -> {
            Admission admission = new Admission(reference);
            executor.execute(admission::admit);
            return admission;
        });
    }

    private void leave(ServiceReference<?> reference) {
        Admission admission = admissions.remove(reference);
        if (admission != null) {
            admission.leave();
        }
    }

    private final class Admission {
        private final ServiceReference<?> reference;
        private final Bundle bundle;
        private @Nullable Mechanism bound;
        private boolean gone;

        private Admission(ServiceReference<?> reference) {
            this.reference = reference;
            this.bundle = reference.getBundle();
        }

        private void admit() {
            long limit = kernel.swapSettings().activationMillisMax();
            FutureTask<@Nullable Object> activation = new FutureTask<>(() -> context.getService(reference));
            Thread.ofPlatform()
                    .daemon()
                    .name("activation of " + bundle.getSymbolicName())
                    .start(activation);
            try {
                Object service = activation.get(limit, TimeUnit.MILLISECONDS);
                if (service == null) {
                    useless("its component could not be activated");
                } else {
                    bind(subsystem.spi().cast(service));
                }
            } catch (TimeoutException hanging) {
                activation.cancel(true); // or its bundle could not be updated back
                useless("its component was not active after " + limit + " ms");
            } catch (ExecutionException failed) {
                useless("its component could not be activated: " + failed.getCause());
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        private void useless(String why) {
            synchronized (this) {
                if (gone) {
                    return;
                }
            }
            Kernel.log(bundle.getSymbolicName() + " " + bundle.getVersion() + " is no provider: " + why);
            guardian.instead(bundle.getSymbolicName(), why);
        }

        private synchronized void bind(Mechanism service) {
            if (gone) {
                context.ungetService(reference);
                return;
            }
            bound = service;
            Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
            String version = bundle.getVersion().toString();
            Provider<Mechanism> provider = new Provider<>(
                    service, bundle.getSymbolicName(), version, ranking instanceof Integer number ? number : 0);
            if (subsystem.bind(provider, guardian.restored(bundle))) {
                guardian.admitted(bundle);
            }
        }

        /** Waits for a binding that is under way; the service is alive until this returns. */
        private synchronized void leave() {
            gone = true;
            Mechanism leaving = bound;
            bound = null;
            if (leaving != null) {
                subsystem.unbind(leaving);
                guardian.left(bundle);
                context.ungetService(reference);
            }
        }
    }
}
