package ipc.kernel.boot;

import ipc.api.IpcException;
import ipc.api.Program;
import ipc.api.spi.SecurityPolicy;
import ipc.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Where services plug into the kernel: providers, the security policy, programs. */
final class Plugs {
    private final Guardian guardian;
    private final List<Providers> providers = new ArrayList<>();
    private final Policies policies;
    private final RegisteredPrograms programs;

    /** Begins to listen. */
    Plugs(BundleContext context, Kernel kernel) {
        guardian = new Guardian(context, kernel);
        policies = new Policies(context, kernel);
        programs = new RegisteredPrograms(context, kernel);
        policies.open();
        programs.open();
        guardian.open();
        kernel.subsystems().forEach(each -> providers.add(new Providers(context, each, kernel, guardian)));
        providers.forEach(Providers::open);
    }

    /** Nothing plugs in any more. */
    void close() {
        providers.forEach(Providers::close);
        guardian.close();
        programs.close();
        policies.close();
    }

    /** The policy that ranks highest decides. */
    private static final class Policies extends ServiceTracker<SecurityPolicy, SecurityPolicy> {
        private final Kernel kernel;
        private final NavigableMap<ServiceReference<SecurityPolicy>, SecurityPolicy> present = new TreeMap<>();

        private Policies(BundleContext context, Kernel kernel) {
            super(context, SecurityPolicy.class, null);
            this.kernel = kernel;
        }

        @Override
        public @Nullable SecurityPolicy addingService(ServiceReference<SecurityPolicy> reference) {
            SecurityPolicy policy = super.addingService(reference);
            if (policy != null) {
                synchronized (present) {
                    present.put(reference, policy);
                    decide();
                }
            }
            return policy;
        }

        @Override
        public void removedService(ServiceReference<SecurityPolicy> reference, SecurityPolicy policy) {
            synchronized (present) {
                present.remove(reference);
                decide();
            }
            super.removedService(reference, policy);
        }

        private void decide() {
            kernel.policy(present.isEmpty() ? null : present.lastEntry().getValue());
        }
    }

    /** Programs by the name that they are registered under. */
    private static final class RegisteredPrograms extends ServiceTracker<Program, Program> {
        private final Kernel kernel;

        private RegisteredPrograms(BundleContext context, Kernel kernel) {
            super(context, Program.class, null);
            this.kernel = kernel;
        }

        @Override
        public @Nullable Program addingService(ServiceReference<Program> reference) {
            Program program = reference.getProperty(Program.NAME) == null ? null : super.addingService(reference);
            if (program == null) {
                return null;
            }
            try {
                kernel.programs().add(name(reference), program);
                return program;
            } catch (IpcException taken) {
                Kernel.log(reference.getBundle() + ": " + taken.getMessage());
                context.ungetService(reference);
                return null;
            }
        }

        @Override
        public void removedService(ServiceReference<Program> reference, Program program) {
            kernel.programs().remove(name(reference), program);
            super.removedService(reference, program);
        }

        private static String name(ServiceReference<Program> reference) {
            return String.valueOf(reference.getProperty(Program.NAME));
        }
    }
}
