package ipc.kernel.threads;

import ipc.api.IpcThread;
import ipc.api.Sysno;
import ipc.api.Threads;
import ipc.kernel.call.Tracer;
import ipc.kernel.object.Bounds;
import ipc.kernel.process.Calls;
import ipc.kernel.process.KernelProcess;
import java.util.Objects;

/** One process's way to threads of its own. */
public final class ThreadFace implements Threads {
    private final KernelProcess process;
    private final KernelThreads threads;

    /**
     * Makes the way of a process.
     *
     * @param process whose
     * @param threads runs them
     */
    public ThreadFace(KernelProcess process, KernelThreads threads) {
        this.process = process;
        this.threads = threads;
    }

    @Override
    public IpcThread start(String name, Runnable body) {
        Objects.requireNonNull(body, "body");
        return Calls.run(process, Sysno.THREAD_START, "\"" + name + "\"", task -> {
            Bounds.check(Sysno.THREAD_START, "characters of the name", name.length(), 1, NAME_CHARS_MAX);
            ThreadHandle handle = threads.start(process, name, body);
            Tracer.result(task, handle.number());
            return handle;
        });
    }
}
