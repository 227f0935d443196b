package ipc.kernel.boot;

import ipc.api.Program;
import ipc.api.spi.SecurityPolicy;
import ipc.kernel.Kernel;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Where services plug into the kernel: providers, the security policy, programs.
 *
 * <p>References are dynamic: DS calls the unbind methods while the leaving service is still alive. Providers do not
 * come by DS, which would let the kernel wait for their activation.
 */
@Component(
        service = {},
        immediate = true)
public final class Plugs {
    private final Kernel kernel;
    private final Guardian guardian;
    private final Providers providers;

    /**
     * Begins to listen.
     *
     * @param context of the kernel's bundle
     * @param component has the kernel
     */
    @Activate
    public Plugs(BundleContext context, @Reference KernelComponent component) {
        this.kernel = component.kernel();
        this.guardian = new Guardian(context, kernel);
        this.providers = new Providers(context, kernel, guardian);
        guardian.open();
        providers.open();
    }

    /** Nothing plugs in any more. */
    @Deactivate
    void stop() {
        providers.close();
        guardian.close();
    }

    /**
     * A security policy has come.
     *
     * @param policy the policy
     */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPolicy(SecurityPolicy policy) {
        kernel.policy(policy);
    }

    /**
     * A security policy leaves; a better one may have come before.
     *
     * @param policy the policy
     */
    void unbindPolicy(SecurityPolicy policy) {
        kernel.withdraw(policy);
    }

    /**
     * A program has come.
     *
     * @param program the program
     * @param reference has its name
     */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            target = "(" + Program.NAME + "=*)")
    void bindProgram(Program program, ServiceReference<Program> reference) {
        kernel.programs().add(name(reference), program);
    }

    /**
     * A program leaves.
     *
     * @param program the program
     * @param reference has its name
     */
    void unbindProgram(Program program, ServiceReference<Program> reference) {
        kernel.programs().remove(name(reference), program);
    }

    private static String name(ServiceReference<Program> reference) {
        return String.valueOf(reference.getProperty(Program.NAME));
    }
}
