package ipc.kernel.channels;

import ipc.api.spi.Owner;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.Want;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a call, in the wait graph. It is to come from the thread that has received the request; before that,
 * from whoever has the other end, if that is one process.
 *
 * <p>Each thread has one of these and uses it for all its calls, which therefore allocate nothing. Who looks at it
 * while the next call begins may see parts of both, and finds afterwards that the wait is another one.
 */
final class AwaitedReply implements Want {
    private static final VarHandle FROM;

    static {
        try {
            FROM = MethodHandles.lookup().findVarHandle(AwaitedReply.class, "from", ChannelDescription.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** The other end; null between calls. */
    private volatile @Nullable ChannelDescription from;

    /** The number of the call among those of all channels; written before the end. */
    private long call;

    /** Whether the caller itself has received a call, so that calls alone may wait for each other. */
    private boolean lock;

    private AwaitedReply() {}

    /** The thread's call is sent; from now on it waits for the reply. */
    static void begin(Task task, ChannelDescription from, int transaction) {
        AwaitedReply own = of(task);
        own.call = from.node().callNumber(transaction);
        own.lock = task.received() != Task.NO_CALL;
        FROM.setRelease(own, from);
        task.want(own);
    }

    private static AwaitedReply of(Task task) {
        if (task.ownWant() instanceof AwaitedReply made) {
            return made;
        }
        AwaitedReply made = new AwaitedReply();
        task.ownWant(made);
        return made;
    }

    /** The thread waits no more, if it did. */
    static void end(Task task) {
        if (task.want() instanceof AwaitedReply own) {
            task.want(null);
            FROM.setRelease(own, null); // no thread is to keep a channel that is gone
        }
    }

    @Override
    public List<Wanted> wanted() {
        ChannelDescription end = from;
        return end == null
                ? List.of()
                : List.of(new Wanted("the reply through " + end.node().title(), "of", answerers(end)));
    }

    private List<Owner> answerers(ChannelDescription end) {
        KernelScheduler scheduler = end.node().services().scheduler();
        long number = call;
        List<Task> receivers = scheduler.tasks(task -> task.received() == number);
        return receivers.isEmpty()
                ? onlyHolder(end)
                : receivers.stream()
                        .map(task ->
                                new Owner(task.caller().pid(), task.thread().threadId()))
                        .toList();
    }

    /** A handle on its way in a message may get to somebody else. */
    private static List<Owner> onlyHolder(ChannelDescription end) {
        List<Integer> holders = end.node().services().foundation().processes().all().stream()
                .filter(process -> holds(process, end))
                .map(KernelProcess::pid)
                .toList();
        return holders.size() == 1 && !end.isCarried() ? List.of(Owner.anyOf(holders.getFirst())) : List.of();
    }

    private static boolean holds(KernelProcess process, ChannelDescription end) {
        return process.handles().all().stream()
                .anyMatch(handle -> handle instanceof ChannelUser user && user.end() == end);
    }

    @Override
    public boolean needsAll() {
        return true;
    }

    @Override
    public boolean isLock() {
        return lock;
    }
}
