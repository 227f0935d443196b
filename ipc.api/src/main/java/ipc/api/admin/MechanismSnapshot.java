package ipc.api.admin;

import java.util.List;

/**
 * A mechanism at one moment.
 *
 * @param name its word: {@code mq}
 * @param provider symbolic name and version of the bundle that serves it, empty if none does
 * @param generation how many providers have served it so far
 * @param objects how many objects live
 * @param created how many objects were ever made
 * @param others providers that are there but do not serve, best first
 */
public record MechanismSnapshot(
        String name, String provider, int generation, int objects, long created, List<String> others) {}
