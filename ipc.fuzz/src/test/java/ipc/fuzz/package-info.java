/** System calls with whatever arguments a fuzzer thinks of. */
@NullMarked
package ipc.fuzz;

import org.jspecify.annotations.NullMarked;
