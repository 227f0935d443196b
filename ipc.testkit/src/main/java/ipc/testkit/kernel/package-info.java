/**
 * A fake kernel for tests of a provider's bare objects: a clock that stands still until a test advances it, wait queues
 * and locks that find misuse, memory that knows what was not given back.
 *
 * <p>Begin with {@link ipc.testkit.kernel.FakeKernel}. No argument is ever null.
 */
@NullMarked
package ipc.testkit.kernel;

import org.jspecify.annotations.NullMarked;
