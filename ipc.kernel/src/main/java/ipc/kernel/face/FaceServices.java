package ipc.kernel.face;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.Syscalls;
import ipc.api.Threads;
import ipc.api.Timers;
import ipc.api.Waits;
import ipc.kernel.mechanism.Subsystem;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.ProcessTable;
import ipc.kernel.security.Guard;
import ipc.kernel.threads.KernelThreads;
import ipc.kernel.threads.ThreadFace;
import ipc.kernel.timers.TimerFace;
import ipc.kernel.timers.TimerTable;
import ipc.kernel.waits.WaitFace;
import java.util.List;
import java.util.function.Function;

/**
 * What the faces use of the kernel; makes the faces of a process, each once.
 *
 * @param processes all processes
 * @param guard asks the security policy
 * @param programs starts programs
 * @param timers all timers
 * @param threads runs threads of processes
 * @param subsystems the mechanisms
 */
public record FaceServices(
        ProcessTable processes,
        Guard guard,
        Programs programs,
        TimerTable timers,
        KernelThreads threads,
        List<Subsystem<?, ?, ?>> subsystems) {
    /**
     * Returns a face of a process, the same at every call.
     *
     * @param <F> the face
     * @param process whose
     * @param face which face
     * @return the face
     */
    public <F> F face(KernelProcess process, Class<F> face) {
        Object present = process.faces().get(face);
        if (present == null) {
            Object made = make(process, face); // may ask for another face, so not inside a computation of the map
            Object earlier = process.faces().putIfAbsent(face, made);
            present = earlier == null ? made : earlier;
        }
        return face.cast(present);
    }

    private Object make(KernelProcess process, Class<?> face) {
        if (face == Ipc.class) {
            return new ProcessFace(process, this);
        }
        if (face == Syscalls.class) {
            return new NumberedCalls(process, this);
        }
        if (face == Waits.class) {
            return new WaitFace(process);
        }
        if (face == Timers.class) {
            return new TimerFace(process, timers);
        }
        if (face == Threads.class) {
            return new ThreadFace(process, threads);
        }
        for (Subsystem<?, ?, ?> subsystem : subsystems) {
            Function<KernelProcess, Object> maker = subsystem.faces().get(face);
            if (maker != null) {
                return maker.apply(process);
            }
        }
        throw new IpcException(Errno.ENOSYS, "the kernel has no face " + face.getName());
    }
}
