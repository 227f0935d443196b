package ipc.api.sync.spi;

import ipc.api.spi.KernelObject;
import org.osgi.annotation.versioning.ConsumerType;

/** A semaphore or a mutex. */
@ConsumerType
public interface SyncObject extends KernelObject {}
