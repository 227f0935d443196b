/** Waits for many objects: one of eight, all of eight, and a port with many that are idle. */
@NullMarked
package ipc.bench.waits;

import org.jspecify.annotations.NullMarked;
