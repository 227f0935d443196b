/** Asks the security policy; the policy that comes with the kernel. */
@NullMarked
package ipc.kernel.security;

import org.jspecify.annotations.NullMarked;
