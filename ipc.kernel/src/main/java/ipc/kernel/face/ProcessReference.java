package ipc.kernel.face;

import ipc.api.Capability;
import ipc.api.Credentials;
import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Limit;
import ipc.api.Sysno;
import ipc.kernel.process.Calls;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Referring;

/** A process as another one sees it, and may act upon it. */
final class ProcessReference implements IpcProcess, Referring {
    private final KernelProcess caller;
    private final KernelProcess target;
    private final FaceServices services;

    ProcessReference(KernelProcess caller, KernelProcess target, FaceServices services) {
        this.caller = caller;
        this.target = target;
        this.services = services;
    }

    @Override
    public KernelProcess target() {
        return target;
    }

    @Override
    public int pid() {
        return target.pid();
    }

    @Override
    public int parentPid() {
        return target.parentPid();
    }

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public Credentials credentials() {
        return target.credentials();
    }

    @Override
    public State state() {
        return services.processes().state(target);
    }

    @Override
    public int priority() {
        return target.priority();
    }

    @Override
    public void priority(int priority) {
        Calls.run(caller, Sysno.SETPRIORITY, pid() + ", " + priority, task -> {
            checkLives(Sysno.SETPRIORITY);
            if (priority < 0 || priority > KernelProcess.PRIORITY_MAX) {
                throw IpcException.of(
                        Errno.EINVAL,
                        "priority %,d of process %d, bounds 0 to %d",
                        priority,
                        pid(),
                        KernelProcess.PRIORITY_MAX);
            }
            services.guard().checkControl(caller, Sysno.SETPRIORITY, target);
            if (priority > target.priority()) {
                checkPrivilege(Sysno.SETPRIORITY, Capability.RAISE_PRIORITY);
            }
            target.priority(priority);
            return 0;
        });
    }

    @Override
    public Limit.Value limit(Limit limit) {
        return target.limits().get(limit);
    }

    @Override
    public void limit(Limit limit, Limit.Value value) {
        Calls.run(caller, Sysno.SETRLIMIT, pid() + ", " + limit + ", " + value, task -> {
            checkLives(Sysno.SETRLIMIT);
            if (value.soft() < 0 || value.soft() > value.hard()) {
                throw IpcException.of(
                        Errno.EINVAL, "limit %s to %,d, bounds 0 to %,d", limit, value.soft(), value.hard());
            }
            services.guard().checkControl(caller, Sysno.SETRLIMIT, target);
            if (value.hard() > target.limits().get(limit).hard()) {
                checkPrivilege(Sysno.SETRLIMIT, Capability.EXCEED_LIMITS);
            }
            target.limits().set(limit, value);
            return 0;
        });
    }

    @Override
    public void kill() {
        Calls.run(caller, Sysno.KILL, Integer.toString(pid()), task -> {
            checkNotGone(Sysno.KILL);
            services.guard().checkControl(caller, Sysno.KILL, target);
            services.processes().kill(target);
            return 0;
        });
    }

    @Override
    public void interrupt() {
        Calls.run(caller, Sysno.INTERRUPT, Integer.toString(pid()), task -> {
            checkLives(Sysno.INTERRUPT);
            services.guard().checkControl(caller, Sysno.INTERRUPT, target);
            services.processes().interrupt(target);
            return 0;
        });
    }

    private void checkPrivilege(Sysno call, Capability capability) {
        services.guard().checkPrivilege(caller, call, "process " + pid(), capability);
    }

    private void checkLives(Sysno call) {
        if (target.isEnded()) {
            throw new IpcException(Errno.ESRCH, call + " of process " + pid() + ", which has ended");
        }
    }

    private void checkNotGone(Sysno call) {
        if (target.isReaped()) {
            throw new IpcException(Errno.ESRCH, call + " of process " + pid() + ", which is gone");
        }
    }

    @Override
    public String toString() {
        return "process " + target;
    }
}
