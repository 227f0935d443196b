package ipc.kernel.boot;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;

/**
 * Hides the services of providers from every bundle but the kernel and the provider itself, so that nobody goes round
 * the checks.
 */
final class ProviderHook implements FindHook, EventListenerHook {
    private final Bundle kernel;
    private final Set<String> hidden;

    ProviderHook(Bundle kernel, Set<String> hidden) {
        this.kernel = kernel;
        this.hidden = hidden;
    }

    @Override
    public void find(
            BundleContext context,
            String name,
            String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        references.removeIf(reference -> hides(reference, context));
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        listeners.keySet().removeIf(context -> hides(event.getServiceReference(), context));
    }

    private boolean hides(ServiceReference<?> reference, BundleContext context) {
        return isProvider(reference)
                && !context.getBundle().equals(kernel)
                && !context.getBundle().equals(reference.getBundle());
    }

    private boolean isProvider(ServiceReference<?> reference) {
        String[] types = (String[]) reference.getProperty(Constants.OBJECTCLASS);
        return List.of(types).stream().anyMatch(hidden::contains);
    }
}
