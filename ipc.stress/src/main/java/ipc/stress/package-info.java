/** What stress tests of several mechanisms share. */
@NullMarked
package ipc.stress;

import org.jspecify.annotations.NullMarked;
