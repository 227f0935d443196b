package ipc.api.admin;

import java.util.Map;

/**
 * A kernel object at one moment.
 *
 * @param mechanism the mechanism's word: {@code mq}
 * @param id its number among all objects
 * @param name its name, empty if it has none or lost it
 * @param ownerUid user who owns it
 * @param ownerGid group it belongs to
 * @param mode POSIX mode bits
 * @param handles how many handles refer to it
 * @param figures its own figures by name with unit, in the order to show them: {@code "depth messages"}
 */
public record ObjectSnapshot(
        String mechanism,
        long id,
        String name,
        int ownerUid,
        int ownerGid,
        int mode,
        int handles,
        Map<String, Long> figures) {}
