package ipc.api.events;

/**
 * A counter at one moment.
 *
 * @param name its name, empty if it has none or lost it
 * @param byOne whether each reading takes 1
 * @param value how much is there, unsigned
 * @param waiting calls that wait now
 */
public record CounterStatus(String name, boolean byOne, long value, int waiting) {}
