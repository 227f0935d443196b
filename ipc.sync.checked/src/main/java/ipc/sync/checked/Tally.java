package ipc.sync.checked;

import ipc.api.sync.LockUse.Times;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts durations; a reader may see one of them in part. */
final class Tally {
    private final LongAdder count = new LongAdder();
    private final LongAdder total = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    void add(long nanos) {
        count.increment();
        total.add(nanos);
        longest.accumulate(nanos);
    }

    Times times() {
        return new Times(count.sum(), total.sum(), longest.get());
    }
}
