/** The program that starts the distribution: a framework, its bundles, and one command in them. */
@NullMarked
package ipc.dist;

import org.jspecify.annotations.NullMarked;
