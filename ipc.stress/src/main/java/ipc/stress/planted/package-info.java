/** False claims: a run that does not refute each of them is not looking. */
@NullMarked
package ipc.stress.planted;

import org.jspecify.annotations.NullMarked;
