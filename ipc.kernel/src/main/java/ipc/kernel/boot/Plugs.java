package ipc.kernel.boot;

import ipc.api.Program;
import ipc.api.mq.spi.QueueMechanism;
import ipc.api.spi.SecurityPolicy;
import ipc.kernel.Kernel;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Where services plug into the kernel: providers, the security policy, programs.
 *
 * <p>All references are dynamic: DS calls the unbind methods while the leaving service is still alive.
 */
@Component(
        service = {},
        immediate = true)
public final class Plugs {
    private final Kernel kernel;

    /**
     * Begins to listen.
     *
     * @param component has the kernel
     */
    @Activate
    public Plugs(@Reference KernelComponent component) {
        this.kernel = component.kernel();
    }

    /**
     * A provider of message queues has come.
     *
     * @param provider the provider
     * @param reference tells whose it is
     */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindQueues(QueueMechanism provider, ServiceReference<QueueMechanism> reference) {
        Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
        Bundle bundle = reference.getBundle();
        String label = bundle.getSymbolicName() + " " + bundle.getVersion();
        kernel.bind(provider, label, ranking instanceof Integer number ? number : 0);
    }

    /**
     * A provider of message queues leaves; it is still alive during this call.
     *
     * @param provider the provider
     */
    void unbindQueues(QueueMechanism provider) {
        kernel.unbind(provider);
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
