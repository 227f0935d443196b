package ipc.kernel.face;

import ipc.api.Capability;
import ipc.api.Errno;
import ipc.api.ExitStatus;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.SpawnOptions;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.kernel.WaitQueue;
import ipc.kernel.call.Gate;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.Calls;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.Unwind;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One process's view of the kernel. */
public final class ProcessFace implements Ipc {
    private static final int STATUS_MAX = 255;
    private static final int MODE_MAX = 0777;

    private final KernelProcess process;
    private final FaceServices services;
    private final Gate gate;
    private final IpcProcess self;

    /**
     * Makes the view of a process.
     *
     * @param process whose
     * @param services what it uses
     */
    public ProcessFace(KernelProcess process, FaceServices services) {
        this.process = process;
        this.services = services;
        this.gate = process.gate();
        this.self = new ProcessReference(process, process, services);
    }

    @Override
    public IpcProcess self() {
        return self;
    }

    @Override
    public IpcProcess process(int pid) {
        return new ProcessReference(process, services.processes().get(pid), services);
    }

    @Override
    public IpcProcess spawn(SpawnOptions options) {
        return call(Sysno.SPAWN, "\"" + options.name() + "\"", task -> {
            if (options.credentials() != null && !options.credentials().equals(process.credentials())) {
                services.guard().checkPrivilege(process, Sysno.SPAWN, options.name(), Capability.SET_USER);
            }
            KernelProcess child = services.programs().spawn(process, options);
            Tracer.result(task, child.pid());
            return new ProcessReference(process, child, services);
        });
    }

    @Override
    public @Nullable ExitStatus waitFor(int pid, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Task entered = gate.enter(process.caller(), Sysno.WAIT);
        try {
            Tracer.arguments(entered, "%d, %s", pid, timeout);
            entered.want(services.processes().find(pid));
            ExitStatus status = services.processes().waitFor(process, pid, entered.deadline(timeout));
            Tracer.result(entered, status);
            return status;
        } catch (RuntimeException | Error failure) {
            throw gate.failed(entered, failure);
        } finally {
            entered.want(null);
            gate.exit(entered);
        }
    }

    @Override
    public <F> F face(Class<F> face) {
        return services.face(process, face);
    }

    @Override
    public InputStream in() {
        return process.streams().in();
    }

    @Override
    public PrintStream out() {
        return process.streams().out();
    }

    @Override
    public PrintStream err() {
        return process.birth().out();
    }

    @Override
    public RuntimeException exit(int status) {
        return call(Sysno.EXIT, Integer.toString(status), task -> {
            if (status < 0 || status > STATUS_MAX) {
                throw new IpcException(Errno.EINVAL, "exit with " + status + ", bounds 0 to " + STATUS_MAX);
            }
            if (!process.birth().program()) {
                throw new IpcException(Errno.EPERM, "exit of " + process + ", a bundle; it ends when it stops");
            }
            process.exitStatus(status);
            throw new Unwind(Unwind.Reason.EXIT);
        });
    }

    @Override
    public int umask(int mask) {
        return call(Sysno.UMASK, Integer.toOctalString(mask), task -> {
            if (mask < 0 || mask > MODE_MAX) {
                throw IpcException.of(Errno.EINVAL, "umask %o, bounds 0 to 777", mask);
            }
            return process.umask(mask);
        });
    }

    @Override
    public void sleep(Duration duration) {
        Timeout timeout = Timeout.after(duration);
        Task entered = gate.enter(process.caller(), Sysno.SLEEP);
        try {
            Tracer.arguments(entered, "%s", duration);
            WaitQueue nothing = gate.scheduler().newWaitQueue("sleep of " + duration);
            while (true) {
                nothing.park(nothing.ticket(), entered.deadline(timeout));
            }
        } catch (IpcException end) {
            if (end.errno() != Errno.ETIMEDOUT) {
                throw gate.failed(entered, end);
            }
        } catch (Error unwind) {
            throw gate.failed(entered, unwind);
        } finally {
            gate.exit(entered);
        }
    }

    @Override
    public void yieldNow() {
        call(Sysno.YIELD, "", task -> {
            gate.scheduler().yieldNow(task);
            return 0;
        });
    }

    @Override
    public long nowNanos() {
        return gate.scheduler().nowNanos();
    }

    private <R> R call(Sysno sysno, String arguments, Function<Task, R> body) {
        return Calls.run(process, sysno, arguments, body);
    }
}
