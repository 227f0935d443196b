package ipc.api.sync.spi;

import ipc.api.spi.KernelObject;
import ipc.api.spi.Takeable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A semaphore or a mutex. A wait for many takes one permit, as {@link SemaphoreObject#acquire} does, or locks once, as
 * {@link MutexObject#lock} does; what these answer to a call, the object {@linkplain #offers offers} and gives.
 */
@ConsumerType
public interface SyncObject extends KernelObject, Takeable {}
