/** Counters, gauges and histograms. */
@NullMarked
package ipc.kernel.meter;

import org.jspecify.annotations.NullMarked;
