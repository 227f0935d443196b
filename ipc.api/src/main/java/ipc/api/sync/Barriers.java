package ipc.api.sync;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A process's face of barriers. Names are those of {@link Sync}, which also removes them.
 */
@ProviderType
public interface Barriers {
    /**
     * Opens a barrier, and makes it where that is wanted.
     *
     * @param name such as {@code /phase}
     * @param creation whether it may be made
     * @param options of a new one; have no meaning if it is there
     * @return a handle with all rights
     * @errno ENOENT the name is free and is not to be made, or it is only a slash
     * @errno EEXIST the name is taken and was to be free
     * @errno EACCES owner and mode refuse the caller, or the name has a second slash
     * @errno EINVAL no leading slash; it is of another kind; parties outside their bounds; a mode outside 0 to 0777
     * @errno ENAMETOOLONG more than 255 bytes after the slash
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for it
     * @errno ENOSYS no provider of synchronisation
     */
    Barrier open(String name, Creation creation, BarrierOptions options);

    /**
     * Makes a barrier without a name.
     *
     * @param options what it is like
     * @return a handle with all rights
     * @errno EACCES the caller may not make objects
     * @errno EINVAL parties outside their bounds
     * @errno EMFILE the process has as many handles as its limit allows
     * @errno ENFILE the system has as many handles as it allows
     * @errno ENOMEM no memory for it
     * @errno ENOSYS no provider of synchronisation
     */
    Barrier create(BarrierOptions options);
}
