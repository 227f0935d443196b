package ipc.api.events;

/**
 * An event at one moment.
 *
 * @param name its name, empty if it has none or lost it
 * @param manual whether it lets all go
 * @param set whether it is set
 * @param releases how often it has let somebody go who waited
 * @param waiting calls that wait now
 */
public record EventStatus(String name, boolean manual, boolean set, long releases, int waiting) {}
