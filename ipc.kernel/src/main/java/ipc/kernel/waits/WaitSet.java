package ipc.kernel.waits;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.Waits.Outcome;
import ipc.api.kernel.ShortLock;
import ipc.api.spi.Owner;
import ipc.kernel.call.Gate;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.ProcessCaller;
import ipc.kernel.schedule.Caller;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.Want;
import ipc.kernel.schedule.Watch;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one call, looked at and taken from in one step: inside the gates of all their mechanisms, under the
 * guards of all that can be taken from. Whoever closes a handle or replaces a provider therefore finds this call
 * inside, and waits the few instructions that it takes.
 *
 * <p>Guards are acquired in the order of the objects' numbers, so that two calls never wait for each other. When a call
 * has ended, the next one of the process uses this again, and has little to prepare if it is for the same items.
 */
final class WaitSet extends ProcessCaller implements Want {
    /** Nothing to end the wait was found. */
    static final int NONE = -1;

    private static final List<Outcome> TAKEN = IntStream.rangeClosed(0, Waits.ITEMS_MAX)
            .mapToObj(index -> new Outcome(index, Set.of(Signal.SIGNALED), List.of()))
            .toList();

    /** As many as any call has needed; the first {@code size} belong to this call. */
    private WaitItem[] items = {};

    private int size;

    /** Which call it is. */
    private Sysno sysno = Sysno.WAIT_ANY;

    /** Those that can be taken from, in the order of their guards; the first {@code takes} belong to this call. */
    private WaitItem[] sources = {};

    private int takes;

    /** Of how many of these the guard is held now. */
    private int held;

    private final List<Gate> gates = new ArrayList<>(4);

    /** How many, from the first, have to be ready together; 0 if one is enough. */
    private int needed;

    /** Whether all items refer to what the latest call was given. */
    private boolean complete;

    private @Nullable Owner latest;
    private final WeakReference<WaitSet> spare = new WeakReference<>(this);

    WaitSet(KernelProcess process) {
        super(process);
    }

    /** Refers to objects of which one is enough. */
    void any(Sysno call, List<Item> wanted) {
        refer(call, wanted, 0, null);
    }

    /** Refers to objects all of which are needed, and to one that ends the wait when not all are ready. */
    void all(Sysno call, List<Item> wanted, @Nullable Item alert) {
        if (wanted.isEmpty()) {
            throw new IpcException(Errno.EINVAL, call + " for no object");
        }
        refer(call, wanted, wanted.size(), alert);
    }

    private void refer(Sysno call, List<Item> wanted, int together, @Nullable Item alert) {
        if (wanted.size() > Waits.ITEMS_MAX) {
            throw IpcException.of(Errno.EINVAL, "%s for %,d objects, limit %d", call, wanted.size(), Waits.ITEMS_MAX);
        }
        sysno = call;
        if (!refersTo(call, wanted, together, alert)) {
            forget();
            needed = together;
            addAll(call, wanted, alert);
            complete = true;
        }
    }

    /** Tells whether the last call was for the same, as that of a loop is; throws if that is not allowed any more. */
    private boolean refersTo(Sysno call, List<Item> wanted, int together, @Nullable Item alert) {
        int count = wanted.size();
        if (!complete || needed != together || size != (alert == null ? count : count + 1)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (!items[i].refersTo(call, wanted.get(i))) {
                return false;
            }
        }
        return alert == null || items[count].refersTo(call, alert);
    }

    private void addAll(Sysno call, List<Item> wanted, @Nullable Item alert) {
        for (int i = 0; i < wanted.size(); i++) {
            add(call, wanted.get(i));
        }
        if (needed != 0) {
            checkDistinct(call);
        }
        if (alert != null) {
            add(call, alert);
        }
    }

    private void add(Sysno call, Item wanted) {
        WaitItem item = free();
        size++;
        item.refer(process(), call, wanted, true);
        Gate gate = item.handle().gate();
        if (!gates.contains(gate)) {
            gates.add(gate);
        }
        if (item.taking() != null) {
            insert(item);
        }
    }

    private void insert(WaitItem item) {
        int place = takes++;
        while (place > 0 && item.compareOrder(sources[place - 1]) < 0) {
            sources[place] = sources[place - 1];
            place--;
        }
        sources[place] = item;
    }

    private WaitItem free() {
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.max(8, 2 * size));
            Arrays.setAll(items, i -> i < size ? items[i] : new WaitItem());
            sources = Arrays.copyOf(sources, items.length);
        }
        return items[size];
    }

    private void checkDistinct(Sysno call) {
        for (int i = 1; i < takes; i++) {
            if (sources[i].compareOrder(sources[i - 1]) == 0) {
                throw twice(call, sources[i]);
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i && items[i].taking() == null; j++) {
                if (items[i].handle() == items[j].handle()) {
                    throw twice(call, items[i]);
                }
            }
        }
    }

    private static IpcException twice(Sysno call, WaitItem item) {
        return new IpcException(
                Errno.EINVAL,
                call + " for the object of handle " + item.handle().number() + " twice");
    }

    /** Refers to nothing any more. */
    private void forget() {
        complete = false;
        for (int i = 0; i < size; i++) {
            items[i].forget();
        }
        size = 0;
        takes = 0;
        gates.clear();
    }

    /** Returns this, to be held between two calls: it keeps neither closed handles nor old providers alive. */
    WeakReference<WaitSet> spare() {
        return spare;
    }

    // ---- looking and taking

    /**
     * Looks at all objects, and takes what ends the wait.
     *
     * @param task the calling thread's task
     * @param watch who is to be told of changes from before the look on, or null
     * @return the index of the object that ends the wait, or {@link #NONE}
     */
    int look(Task task, @Nullable Watch watch) {
        int from = task.gates();
        try {
            pass(task, watch);
            int index = take(owner(task));
            settle(index);
            return index;
        } finally {
            task.reenter(from, this);
        }
    }

    private void pass(Task task, @Nullable Watch watch) {
        Gate.passAll(task, this, gates);
        for (int i = 0; i < size; i++) {
            items[i].come(watch);
        }
    }

    /** Lets somebody be told of changes from now on, without looking. */
    void come(Task task, Watch watch) {
        int from = task.gates();
        try {
            pass(task, watch);
        } finally {
            task.reenter(from, this);
        }
    }

    /** Signals an object inside its gate, as a call of its own handle would. */
    void signal(Task task, OpenHandle signaled) {
        int from = task.gates();
        try {
            Gate.passAll(task, signaled, List.of(signaled.gate()));
            signaled.signal(task, sysno);
        } finally {
            task.reenter(from, this);
        }
    }

    private Owner owner(Task task) {
        long thread = task.thread().threadId();
        Owner known = latest;
        if (known == null || known.thread() != thread) {
            known = new Owner(pid(), thread);
            latest = known;
        }
        return known;
    }

    private int take(Owner owner) {
        try {
            acquire();
            return needed == 0 ? takeFirst(owner, 0) : takeAll(owner);
        } finally {
            release();
        }
    }

    private void acquire() {
        for (; held < takes; held++) {
            ShortLock guard = guardAt(held);
            if (guard != null) {
                guard.lock();
            }
        }
    }

    private void release() {
        while (held > 0) {
            held--;
            ShortLock guard = guardAt(held);
            if (guard != null) {
                guard.unlock();
            }
        }
    }

    /** Returns a guard, unless it is that of the one before: the same object twice has one. */
    private @Nullable ShortLock guardAt(int place) {
        ShortLock guard = sources[place].guard();
        return place > 0 && guard == sources[place - 1].guard() ? null : guard;
    }

    private int takeFirst(Owner owner, int from) {
        for (int i = from; i < size; i++) {
            if (items[i].look(owner)) {
                items[i].take(owner);
                return i;
            }
        }
        return NONE;
    }

    private int takeAll(Owner owner) {
        for (int i = 0; i < needed; i++) {
            if (!items[i].look(owner)) {
                return takeFirst(owner, needed);
            }
        }
        for (int i = 0; i < needed; i++) {
            items[i].take(owner);
        }
        return 0;
    }

    private void settle(int index) {
        for (int i = index; i >= 0 && i < until(index); i++) {
            items[i].settle();
        }
    }

    /** Returns where those end that were taken from, the first of which is given. */
    private int until(int index) {
        return Math.max(index + 1, index == 0 ? needed : 0);
    }

    /** Says what was found and taken. */
    Outcome outcome(int index) {
        boolean plain = items[index].isPlainlyTaken();
        List<Integer> abandoned = List.of();
        for (int i = index; i < until(index); i++) {
            if (items[i].ownerDied()) {
                abandoned = abandoned.isEmpty() ? new ArrayList<>() : abandoned;
                abandoned.add(i);
            }
        }
        return plain && abandoned.isEmpty()
                ? TAKEN.get(index)
                : new Outcome(index, items[index].found(), List.copyOf(abandoned));
    }

    // ---- waiting

    /** Lets somebody be told of changes that no wait queue of an object tells of. */
    void begin(Watch watch) {
        for (int i = 0; i < size; i++) {
            items[i].watch(watch);
        }
        for (int i = 0; i < takes; i++) {
            sources[i].waits();
        }
    }

    /** Nobody is to be told any more. */
    void end(Watch watch) {
        for (int i = 0; i < size; i++) {
            items[i].leave(watch);
        }
        for (int i = 0; i < takes; i++) {
            sources[i].waitsNoMore();
        }
    }

    /** Returns when to look again though nobody has told of a change. */
    long againNanos() {
        long again = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            again = Math.min(again, items[i].againNanos());
        }
        return again;
    }

    int size() {
        return size;
    }

    // ---- in the wait graph, which looks from other threads

    @Override
    public List<Wanted> wanted() {
        List<Wanted> wanted = new ArrayList<>();
        WaitItem[] those = sources;
        for (int i = 0; i < Math.min(takes, those.length); i++) {
            Want want = those[i].want();
            if (want != null) {
                wanted.addAll(want.wanted());
            }
        }
        return wanted;
    }

    /** A wait that also ends without them does not need them. */
    @Override
    public boolean needsAll() {
        return needed == size || size == 1;
    }

    @Override
    public boolean isLock() {
        return true;
    }

    // ---- as a caller

    @Override
    public void checkWait() {
        super.checkWait();
        for (int i = 0; i < size; i++) {
            items[i].checkOpen();
        }
    }

    @Override
    public boolean actsFor(Predicate<? super Caller> kind) {
        WaitItem[] those = items;
        for (int i = 0; i < Math.min(size, those.length); i++) {
            if (those[i].isOf(kind)) {
                return true;
            }
        }
        return kind.test(this);
    }
}
