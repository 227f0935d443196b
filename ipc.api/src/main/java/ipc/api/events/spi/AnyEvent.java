package ipc.api.events.spi;

import ipc.api.spi.KernelObject;
import ipc.api.spi.Waitable;
import org.osgi.annotation.versioning.ConsumerType;

/** Whatever a provider of events makes. */
@ConsumerType
public interface AnyEvent extends KernelObject, Waitable {}
