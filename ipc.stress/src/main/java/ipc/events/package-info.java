/** Stress tests of events, through what a provider gives to the kernel. */
@NullMarked
package ipc.events;

import org.jspecify.annotations.NullMarked;
