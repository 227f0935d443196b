/** Providers that are of no use, each in its own way: what bad updates bring. */
package ipc.itests.swap;
