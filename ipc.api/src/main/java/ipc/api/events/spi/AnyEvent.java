package ipc.api.events.spi;

import ipc.api.spi.KernelObject;
import ipc.api.spi.Waitable;
import org.osgi.annotation.versioning.ConsumerType;

/** Whatever a provider of events makes. {@code READABLE} is asserted while a call that waits would not have to. */
@ConsumerType
public interface AnyEvent extends KernelObject, Waitable {}
