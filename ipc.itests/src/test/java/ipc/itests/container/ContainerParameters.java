package ipc.itests.container;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/** Hands the probe's {@link BundleContext} and services to tests; outside, where no test runs, it hands out nulls. */
final class ContainerParameters implements ParameterResolver {

    private static final Namespace TRACKERS = Namespace.create(ContainerParameters.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return type(parameter) == BundleContext.class || parameter.isAnnotated(Service.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (!Side.isInside()) {
            return null;
        }
        if (type(parameter) == BundleContext.class) {
            return Side.context();
        }
        Service wanted = parameter.findAnnotation(Service.class).orElseThrow();
        String filter =
                "(&(%s=%s)%s)".formatted(Constants.OBJECTCLASS, type(parameter).getName(), wanted.filter());
        try {
            var tracker = new ServiceTracker<>(Side.context(), Side.context().createFilter(filter), null);
            tracker.open();
            context.getStore(TRACKERS).put(tracker, (AutoCloseable) tracker::close);
            return found(tracker.waitForService(wanted.patienceMillis()), filter);
        } catch (InvalidSyntaxException e) {
            throw new ParameterResolutionException("bad filter " + filter, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ParameterResolutionException("interrupted while waiting for " + filter, e);
        }
    }

    private static Object found(Object service, String filter) {
        if (service == null) {
            throw new ParameterResolutionException("no service came that matches " + filter);
        }
        return service;
    }

    private static Class<?> type(ParameterContext parameter) {
        return parameter.getParameter().getType();
    }
}
