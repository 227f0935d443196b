/**
 * What every program meets: processes, handles, rights, time-outs and errors.
 *
 * <p>Begin with {@link ipc.api.Ipc}: a bundle gets its own by a DS reference, a {@link ipc.api.Program} gets one as
 * argument. Faces of mechanisms, such as {@link ipc.api.mq.MessageQueues}, come the same way or by
 * {@link ipc.api.Ipc#face}.
 *
 * <p>Arguments and results are never null unless marked so; a null argument is a {@link NullPointerException} and
 * changes nothing. Everything here may be used from any thread at once, except where a type says that one owner uses
 * it ({@link ipc.api.mq.MessageLoan}). What the world did wrong is an {@link ipc.api.IpcException} with one
 * {@link ipc.api.Errno}; checks run in the order handle, type, rights, argument range, object state.
 */
@Export
@Version("1.0.0")
@NullMarked
package ipc.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
