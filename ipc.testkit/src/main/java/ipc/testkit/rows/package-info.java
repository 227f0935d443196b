/**
 * Which rows of the behaviour sheet are executed by which test, and with what result.
 *
 * <p>A test method names its rows with {@link ipc.testkit.rows.Row}. The launcher finds
 * {@link ipc.testkit.rows.RowListener} by itself, which leaves {@code target/rows.json} in every module;
 * {@link ipc.testkit.rows.RowReport} merges those files and holds them against the sheet. No argument is ever null.
 */
@NullMarked
package ipc.testkit.rows;

import org.jspecify.annotations.NullMarked;
