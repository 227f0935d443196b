/** The checks of sources, byte code and manifests that no ready-made tool makes, and the formatter. */
@NullMarked
package ipc.build;

import org.jspecify.annotations.NullMarked;
