package ipc.channels;

import ipc.api.kernel.Memory;
import ipc.api.kernel.WaitQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls that wait for replies through one lane, by transaction; all of it under the lock of its senders. */
final class PendingCalls {
    private static final int BUCKETS = 64;

    private final Supplier<WaitQueue> waitQueues;
    private final Memory memory;
    private final @Nullable PendingCall[] buckets = new PendingCall[BUCKETS];
    private final List<PendingCall> made = new ArrayList<>();
    private @Nullable PendingCall pool;
    private int size;
    private long began;

    PendingCalls(Supplier<WaitQueue> waitQueues, Memory memory) {
        this.waitQueues = waitQueues;
        this.memory = memory;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns one that nobody uses. */
    PendingCall take() {
        PendingCall free = pool;
        if (free == null) {
            free = new PendingCall(waitQueues.get(), memory);
            made.add(free);
            return free;
        }
        pool = free.next;
        return free;
    }

    void giveBack(PendingCall call) {
        call.next = pool;
        pool = call;
    }

    void begin(PendingCall call, int transaction, int bytes) {
        call.begin(transaction, bytes);
        add(call);
    }

    void add(PendingCall call) {
        int bucket = bucket(call.transaction());
        call.next = buckets[bucket];
        call.began = ++began;
        buckets[bucket] = call;
        size++;
    }

    @Nullable
    PendingCall find(int transaction) {
        PendingCall call = buckets[bucket(transaction)];
        while (call != null && call.transaction() != transaction) {
            call = call.next;
        }
        return call;
    }

    /** Takes a call out, and gives it back. */
    void remove(PendingCall call) {
        int bucket = bucket(call.transaction());
        PendingCall before = buckets[bucket];
        if (before == call) {
            buckets[bucket] = call.next;
        } else {
            while (before != null && before.next != call) {
                before = before.next;
            }
            if (before != null) {
                before.next = call.next;
            }
        }
        size--;
        giveBack(call);
    }

    /** Returns all calls in the order they began. */
    List<PendingCall> all() {
        List<PendingCall> all = new ArrayList<>();
        for (PendingCall each : buckets) {
            for (PendingCall call = each; call != null; call = call.next) {
                all.add(call);
            }
        }
        all.sort(Comparator.comparingLong(call -> call.began));
        return all;
    }

    private static int bucket(int transaction) {
        return transaction & (BUCKETS - 1);
    }

    void release() {
        made.forEach(PendingCall::release);
    }
}
