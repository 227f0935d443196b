/** How many schedules the seeded scheduler runs. */
@NullMarked
package ipc.bench.seeded;

import org.jspecify.annotations.NullMarked;
