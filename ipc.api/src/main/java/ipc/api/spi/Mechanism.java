package ipc.api.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * An implementation of one mechanism, registered as a service by a bundle.
 *
 * <p>A bundle registers the sub-interface of its mechanism, for example {@link ipc.api.mq.spi.QueueMechanism}, as a DS
 * component: DS withdraws the service before it deactivates the component, so the kernel still finds live objects
 * when it takes their state. Among several the kernel takes the highest {@code service.ranking}.
 */
@ConsumerType
public interface Mechanism {
    /** {@return the mechanism's word: {@code mq}} */
    String name();

    /** {@return the version of the state records that this provider exports and understands} */
    int schema();
}
