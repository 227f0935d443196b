package ipc.api.admin;

/**
 * A limit of the whole kernel.
 *
 * @param name the configuration key
 * @param unit its unit
 * @param used how much is used now, -1 where that has no meaning
 * @param max the configured value
 */
public record LimitSnapshot(String name, String unit, long used, long max) {}
