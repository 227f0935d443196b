/**
 * What providers of synchronisation owe the kernel: {@link ipc.testkit.sync.SyncContract}, to be extended by a test of
 * the provider.
 */
@NullMarked
package ipc.testkit.sync;

import org.jspecify.annotations.NullMarked;
