package ipc.sync.checked;

import ipc.api.kernel.Memory;
import ipc.api.sync.LockInversion.Step;

/**
 * One lock was locked while another one was had.
 *
 * @param from what was had
 * @param to what was locked
 * @param step the first call that did so
 * @param charge for what this keeps
 */
record Order(TrackedLock from, TrackedLock to, Step step, Memory.Charge charge) {}
