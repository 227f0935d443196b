/** Stress tests of synchronisation, through what a provider gives to the kernel. */
@NullMarked
package ipc.sync;

import org.jspecify.annotations.NullMarked;
