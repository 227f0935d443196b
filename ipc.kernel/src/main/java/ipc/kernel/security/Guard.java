package ipc.kernel.security;

import ipc.api.Capability;
import ipc.api.Credentials;
import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.spi.SecurityPolicy;
import ipc.kernel.call.Audit;
import ipc.kernel.process.KernelProcess;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks the security policy, and turns a no into an errno and an audit record. Without a policy everything is refused
 * with {@code EACCES}.
 */
public final class Guard {
    private final Audit audit;
    private final Consumer<KernelProcess> executioner;
    private volatile @Nullable SecurityPolicy policy;

    /**
     * Makes a guard without a policy.
     *
     * @param audit where refusals are recorded
     * @param executioner kills a process, called inside a call of that process: must not do it then and there
     */
    public Guard(Audit audit, Consumer<KernelProcess> executioner) {
        this.audit = audit;
        this.executioner = executioner;
    }

    /**
     * Sets the policy.
     *
     * @param next the policy, or null for none
     */
    public void policy(@Nullable SecurityPolicy next) {
        policy = next;
    }

    /**
     * Checks that a named object may be opened.
     *
     * @param caller who asks
     * @param call which call
     * @param name the object's name
     * @param node its owner and mode
     * @param wanted read, write or both
     */
    public void checkOpen(KernelProcess caller, Sysno call, String name, SecurityPolicy.Node node, Set<Right> wanted) {
        Question question = new Question(caller, call, name, wanted.toString());
        ask(question, Errno.EACCES, policy -> policy.mayOpen(caller.credentials(), node, wanted));
    }

    /**
     * Checks that an object may be made.
     *
     * @param caller who asks
     * @param call which call
     * @param name the new name, or what is to be made
     */
    public void checkCreate(KernelProcess caller, Sysno call, String name) {
        ask(
                new Question(caller, call, name, "create"),
                Errno.EACCES,
                policy -> mayCreate(policy, caller, call.mechanism()));
    }

    private boolean mayCreate(SecurityPolicy policy, KernelProcess caller, String mechanism) {
        boolean may = policy.mayCreate(caller.credentials(), mechanism);
        if (!may && policy.killsForCreating(caller.credentials(), mechanism)) {
            executioner.accept(caller);
        }
        return may;
    }

    /**
     * Checks that a name may be removed.
     *
     * @param caller who asks
     * @param call which call
     * @param name the name
     * @param node owner and mode of what it stands for
     */
    public void checkUnlink(KernelProcess caller, Sysno call, String name, SecurityPolicy.Node node) {
        Question question = new Question(caller, call, name, "owner");
        ask(question, Errno.EACCES, policy -> policy.mayUnlink(caller.credentials(), node));
    }

    /**
     * Checks that a process may be acted upon.
     *
     * @param caller who asks
     * @param call which call
     * @param target the process
     */
    public void checkControl(KernelProcess caller, Sysno call, KernelProcess target) {
        Question question = new Question(caller, call, "process " + target.pid(), "control");
        Credentials other = target.credentials();
        ask(question, Errno.EPERM, policy -> policy.mayControl(caller.credentials(), other));
    }

    /**
     * Checks a privilege.
     *
     * @param caller who asks
     * @param call which call
     * @param object what for
     * @param capability which privilege
     */
    public void checkPrivilege(KernelProcess caller, Sysno call, String object, Capability capability) {
        Question question = new Question(caller, call, object, capability.name());
        ask(question, Errno.EPERM, policy -> policy.mayUse(caller.credentials(), capability));
    }

    /**
     * Tells whether a privilege may be used; asking is not a refusal and leaves no record.
     *
     * @param caller who asks
     * @param capability which privilege
     * @return true if it may
     */
    public boolean hasPrivilege(KernelProcess caller, Capability capability) {
        SecurityPolicy present = policy;
        return present != null && present.mayUse(caller.credentials(), capability);
    }

    private record Question(KernelProcess caller, Sysno call, String object, String right) {}

    private void ask(Question question, Errno refusal, Predicate<SecurityPolicy> answer) {
        SecurityPolicy present = policy;
        if (present != null && answer.test(present)) {
            return;
        }
        Errno errno = present == null ? Errno.EACCES : refusal;
        int pid = question.caller().pid();
        audit.refused(pid, question.call(), question.object(), question.right(), errno);
        String reason = present == null ? "there is no security policy" : "needs " + question.right();
        throw new IpcException(errno, question.call() + " " + question.object() + " by process " + pid + ": " + reason);
    }
}
