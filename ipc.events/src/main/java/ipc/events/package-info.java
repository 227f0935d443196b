/**
 * Events whose waits know how many releases there were when they began. {@code TicketEvents} is the way in;
 * {@code OpenToAll} is a manual event, {@code OpenToOne} an automatic one, {@code Turns} who waits for that,
 * {@code GuardedCounter} a counter, {@code GuardedBus} an event bus.
 */
@NullMarked
package ipc.events;

import org.jspecify.annotations.NullMarked;
