/**
 * Threads that the kernel starts for a process. {@link ipc.kernel.threads.KernelThreads} runs them,
 * {@link ipc.kernel.threads.ThreadFace} starts them for a process, {@link ipc.kernel.threads.ThreadHandle} waits for
 * them.
 */
@NullMarked
package ipc.kernel.threads;

import org.jspecify.annotations.NullMarked;
