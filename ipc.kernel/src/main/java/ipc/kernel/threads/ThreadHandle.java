package ipc.kernel.threads;

import static ipc.api.Sysno.THREAD_JOIN;
import static ipc.api.Sysno.THREAD_STATUS;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.IpcThread;
import ipc.api.Right;
import ipc.api.ThreadStatus;
import ipc.api.Timeout;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.LifeHandle;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** A process's handle of a thread. */
final class ThreadHandle extends LifeHandle<KernelThread> implements IpcThread {
    private static final int RIGHTS = Rights.bits(Set.of(Right.WAIT, Right.INSPECT, Right.DUPLICATE, Right.TRANSFER));

    private ThreadHandle(KernelProcess process, int number, int rights, KernelThread thread) {
        super(process, number, rights, thread);
    }

    static ThreadHandle open(KernelThread thread) {
        KernelProcess process = thread.process();
        return process.handles().open(number -> new ThreadHandle(process, number, RIGHTS, thread));
    }

    @Override
    protected Maker<KernelThread> maker() {
        return ThreadHandle::new;
    }

    @Override
    public void join(Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Function<Task, Integer> body = task -> {
            require(THREAD_JOIN, Right.WAIT);
            checkOther(task);
            await(task, timeout);
            return 0;
        };
        call(THREAD_JOIN, body, timeout);
    }

    private void checkOther(Task task) {
        if (life().isThread(task.thread().threadId())) {
            throw new IpcException(Errno.EDEADLK, THREAD_JOIN + " " + life() + ", which is the caller");
        }
    }

    private void await(Task task, Timeout timeout) {
        task.want(life());
        try {
            life().await(task.deadline(timeout));
        } finally {
            task.want(null);
        }
    }

    @Override
    public ThreadStatus status() {
        return call(THREAD_STATUS, task -> {
            require(THREAD_STATUS, Right.INSPECT);
            return life().status();
        });
    }

    @Override
    public IpcThread duplicate(Set<Right> rights) {
        return (IpcThread) duplicated(rights);
    }

    @Override
    public IpcThread replace(Set<Right> rights) {
        return (IpcThread) replaced(rights);
    }
}
