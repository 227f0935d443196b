/** Publishers and subscribers of {@link java.util.concurrent.Flow} over whatever gives messages in place. */
@NullMarked
package ipc.kernel.flow;

import org.jspecify.annotations.NullMarked;
