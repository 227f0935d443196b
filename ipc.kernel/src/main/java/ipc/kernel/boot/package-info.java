/** The kernel as OSGi components: configuration, services, bundles as processes, and the hooks that hide providers. */
@NullMarked
package ipc.kernel.boot;

import org.jspecify.annotations.NullMarked;
