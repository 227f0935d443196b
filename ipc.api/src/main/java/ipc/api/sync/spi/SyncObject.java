package ipc.api.sync.spi;

import ipc.api.spi.KernelObject;
import org.osgi.annotation.versioning.ConsumerType;

/** An object of synchronisation, of whatever kind. */
@ConsumerType
public interface SyncObject extends KernelObject {}
