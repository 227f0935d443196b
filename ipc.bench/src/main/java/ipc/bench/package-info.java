/** Measures the kernel and its mechanisms beside other libraries; begin with {@link ipc.bench.Bench}. */
@NullMarked
package ipc.bench;

import org.jspecify.annotations.NullMarked;
