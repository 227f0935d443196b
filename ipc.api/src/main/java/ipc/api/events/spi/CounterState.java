package ipc.api.events.spi;

import ipc.api.events.Counter;
import ipc.api.events.CounterOptions;
import ipc.api.spi.ObjectState;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Everything in a counter, for another provider to go on with.
 *
 * @param byOne whether each reading takes 1
 * @param value how much is there, unsigned
 */
public record CounterState(boolean byOne, long value) implements ObjectState {
    /**
     * Returns the state of a counter with which nothing has happened yet.
     *
     * @param options what it is made with
     * @return its first value
     */
    public static CounterState first(CounterOptions options) {
        return new CounterState(options.isByOne(), options.value());
    }

    @Override
    public long items() {
        return value == 0 ? 0 : 1;
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public SequencedMap<String, Long> sums() {
        SequencedMap<String, Long> sums = new LinkedHashMap<>();
        sums.put("value", value);
        return sums;
    }

    @Override
    public String contradiction() {
        return Long.compareUnsigned(value, Counter.MAX) > 0
                ? "a value of " + Long.toUnsignedString(value) + ", at most " + Long.toUnsignedString(Counter.MAX)
                : "";
    }
}
