/** Stress tests of the rings of channels, in the package of what they test. */
@NullMarked
package ipc.channels;

import org.jspecify.annotations.NullMarked;
