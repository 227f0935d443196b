/**
 * The shell's commands, scope {@code ipc}, and what the launcher enters the platform by.
 *
 * <p>A command is a public method of a component; its annotations are the only source of its help, for Gogo's
 * {@code help} and for {@code --help} alike.
 */
@NullMarked
package ipc.console;

import org.jspecify.annotations.NullMarked;
