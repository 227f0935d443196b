package ipc.kernel.boot;

import ipc.api.IpcException;
import ipc.api.Program;
import ipc.api.spi.SecurityPolicy;
import ipc.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
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

    /** Where a seed decides, whatever comes is let in on one thread, so that each boot is like the one before. */
    private final ExecutorService admissions;

    /** Begins to listen. */
    Plugs(BundleContext context, Kernel kernel) {
        guardian = new Guardian(context, kernel);
        policies = new Policies(context, kernel);
        ThreadFactory threads = Thread.ofPlatform().daemon().name("admission").factory();
        boolean repeatable = kernel.scheduler().steps();
        admissions =
                repeatable ? Executors.newSingleThreadExecutor(threads) : Executors.newThreadPerTaskExecutor(threads);
        programs = new RegisteredPrograms(context, kernel, repeatable ? admissions : Runnable::run);
        policies.open();
        guardian.open();
        kernel.subsystems().forEach(each -> providers.add(new Providers(context, each, kernel, guardian, admissions)));
        providers.forEach(Providers::open);
        programs.open();
    }

    /** Nothing plugs in any more. */
    void close() {
        providers.forEach(Providers::close);
        guardian.close();
        programs.close();
        policies.close();
        admissions.shutdown();
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

    /** Programs by the name that they are registered under; who finds one finds the providers that came before it. */
    private static final class RegisteredPrograms extends ServiceTracker<Program, Program> {
        private final Kernel kernel;
        private final Executor register;

        private RegisteredPrograms(BundleContext context, Kernel kernel, Executor register) {
            super(context, Program.class, null);
            this.kernel = kernel;
            this.register = register;
        }

        @Override
        public @Nullable Program addingService(ServiceReference<Program> reference) {
            Program program = reference.getProperty(Program.NAME) == null ? null : super.addingService(reference);
            if (program != null) {
                register.execute(() -> add(reference, program));
            }
            return program;
        }

        private void add(ServiceReference<Program> reference, Program program) {
            try {
                kernel.programs().add(name(reference), program);
            } catch (IpcException taken) {
                Kernel.log(reference.getBundle() + ": " + taken.getMessage());
            }
        }

        @Override
        public void removedService(ServiceReference<Program> reference, Program program) {
            CompletableFuture.runAsync(() -> kernel.programs().remove(name(reference), program), register)
                    .join();
            super.removedService(reference, program);
        }

        private static String name(ServiceReference<Program> reference) {
            return String.valueOf(reference.getProperty(Program.NAME));
        }
    }
}
