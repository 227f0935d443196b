package ipc.api.admin;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Shows which bundles provide which mechanisms. */
@ProviderType
public interface MechanismAdmin {
    /** {@return every mechanism that the kernel knows, by name, with or without a provider} */
    List<MechanismSnapshot> mechanisms();
}
