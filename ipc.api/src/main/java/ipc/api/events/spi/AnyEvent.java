package ipc.api.events.spi;

import ipc.api.spi.KernelObject;
import ipc.api.spi.Takeable;
import org.osgi.annotation.versioning.ConsumerType;

/** Whatever a provider of events makes: a wait for many takes from it what a call that waits for it alone would. */
@ConsumerType
public interface AnyEvent extends KernelObject, Takeable {}
