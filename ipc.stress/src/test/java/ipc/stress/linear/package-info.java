/** Lincheck searches interleavings of calls for results that no order of them explains. */
package ipc.stress.linear;
