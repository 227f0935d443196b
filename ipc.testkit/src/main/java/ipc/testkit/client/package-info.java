/**
 * What programs may rely on, as tests against the client faces: the rows of the behaviour sheet that need a kernel.
 * {@link ipc.testkit.client.ClientContract} is the way in.
 */
@NullMarked
package ipc.testkit.client;

import org.jspecify.annotations.NullMarked;
