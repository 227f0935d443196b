/**
 * The kernel as a bundle: configuration, services, bundles as processes, what plugs in, and the hook that hides
 * providers.
 */
@NullMarked
package ipc.kernel.boot;

import org.jspecify.annotations.NullMarked;
