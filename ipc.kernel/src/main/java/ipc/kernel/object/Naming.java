package ipc.kernel.object;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.spi.SecurityPolicy;
import ipc.kernel.call.Gate;
import ipc.kernel.call.Tracer;
import ipc.kernel.object.Node.Label;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.schedule.Task;
import ipc.kernel.security.Guard;

/** How one process names what it makes: owner, mode and name space come from the process. */
public final class Naming {
    private static final int MODE_MAX = 0777;

    private final KernelProcess process;
    private final Guard guard;

    /**
     * Makes the ways of a process.
     *
     * @param process whose
     * @param guard who may make and remove
     */
    public Naming(KernelProcess process, Guard guard) {
        this.process = process;
        this.guard = guard;
    }

    /** Returns where the process's names live. */
    public String space() {
        return process.birth().nameSpace();
    }

    /** Returns the label of an object without a name, which its owner alone may see. */
    public Label unnamed() {
        return label("", 0);
    }

    /**
     * Checks that the process may make an object under a name.
     *
     * @param call which call
     * @param name the name
     * @param mode as the client wants it; the process's umask takes from it
     * @return the object's label
     */
    public Label named(Sysno call, String name, int mode) {
        if (mode < 0 || mode > MODE_MAX) {
            throw IpcException.of(Errno.EINVAL, "%s %s with mode %o, bounds 0 to 777", call, name, mode);
        }
        guard.checkCreate(process, call, name);
        return label(name, mode & ~process.umask());
    }

    private Label label(String name, int mode) {
        int uid = process.credentials().uid();
        int gid = process.credentials().gid();
        return new Label(space(), name, new SecurityPolicy.Node(uid, gid, mode));
    }

    /**
     * Makes the call that removes a name.
     *
     * @param call which call
     * @param port of the mechanism
     * @param name the name
     */
    public void unlink(Sysno call, Port<?, ?, ?> port, String name) {
        Gate gate = port.gate();
        Task task = gate.enter(process.caller(), call);
        try {
            if (task.trace() != null) {
                Tracer.arguments(task, "\"%s\"", name);
            }
            port.unlink(
                    call,
                    space(),
                    name,
                    node -> guard.checkUnlink(process, call, name, node.label().access()));
        } catch (RuntimeException | Error failure) {
            throw gate.failed(task, failure);
        } finally {
            gate.exit(task);
        }
    }
}
