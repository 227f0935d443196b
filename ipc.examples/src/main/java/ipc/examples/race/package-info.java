/**
 * A race: runners wait for a manual event, the starter waits for them as processes, and a timer ends what takes too
 * long. {@link ipc.examples.race.Race} is the way in.
 */
@NullMarked
package ipc.examples.race;

import org.jspecify.annotations.NullMarked;
