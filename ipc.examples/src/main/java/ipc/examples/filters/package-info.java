/**
 * Filters as in Unix, each with the fewest options: programs that read and print, and that the shell joins by pipes.
 */
@NullMarked
package ipc.examples.filters;

import org.jspecify.annotations.NullMarked;
