/** What a call through a face costs, beside other guards around a service call that may be replaced. */
@NullMarked
package ipc.bench.gate;

import org.jspecify.annotations.NullMarked;
