package ipc.kernel.channels;

import ipc.api.spi.Owner;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.Want;
import java.util.List;

/**
 * The reply to a call, in the wait graph. It is to come from the thread that has received the request; before that, from
 * whoever has the other end, if that is one process.
 *
 * @param from the other end
 * @param transaction of the call
 * @param isLock whether the caller itself has received a call, so that calls alone may wait for each other
 */
record AwaitedReply(ChannelDescription from, int transaction, boolean isLock) implements Want {
    AwaitedReply(ChannelDescription from, int transaction, Task caller) {
        this(from, transaction, caller.received() != Task.NO_CALL);
    }

    @Override
    public List<Wanted> wanted() {
        return List.of(new Wanted("the reply through " + from.node().title(), "of", answerers()));
    }

    private List<Owner> answerers() {
        KernelScheduler scheduler = from.node().services().scheduler();
        long call = from.node().callNumber(transaction);
        List<Task> receivers = scheduler.tasks(task -> task.received() == call);
        return receivers.isEmpty()
                ? onlyHolder()
                : receivers.stream()
                        .map(task ->
                                new Owner(task.caller().pid(), task.thread().threadId()))
                        .toList();
    }

    /** A handle on its way in a message may get to somebody else. */
    private List<Owner> onlyHolder() {
        List<Integer> holders = from.node().services().foundation().processes().all().stream()
                .filter(this::holdsEnd)
                .map(KernelProcess::pid)
                .toList();
        return holders.size() == 1 && !from.isCarried() ? List.of(Owner.anyOf(holders.getFirst())) : List.of();
    }

    private boolean holdsEnd(KernelProcess process) {
        return process.handles().all().stream()
                .anyMatch(handle -> handle instanceof ChannelUser user && user.end() == from);
    }

    @Override
    public boolean needsAll() {
        return true;
    }
}
