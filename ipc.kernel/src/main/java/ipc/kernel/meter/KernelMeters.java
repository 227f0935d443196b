package ipc.kernel.meter;

import ipc.api.admin.MeterSnapshot;
import ipc.api.kernel.Meters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.HdrHistogram.ConcurrentHistogram;

/** All meters, by name. */
public final class KernelMeters implements Meters {
    private static final long HIGHEST = TimeUnit.HOURS.toNanos(1);
    private static final int DIGITS = 2;

    private final ConcurrentSkipListMap<String, Metered> all = new ConcurrentSkipListMap<>();
    private volatile boolean recording;

    private interface Metered {
        MeterSnapshot snapshot(String name);
    }

    private record Count(String unit, LongAdder sum) implements Counter, Metered {
        @Override
        public void add(long amount) {
            if (amount < 0) {
                throw new IllegalArgumentException("add " + amount + " to a counter, bound 0");
            }
            sum.add(amount);
        }

        @Override
        public MeterSnapshot snapshot(String name) {
            return new MeterSnapshot(name, "counter", unit, Map.of("value", sum.sum()));
        }
    }

    private record Gauge(String unit, LongSupplier value) implements Metered {
        @Override
        public MeterSnapshot snapshot(String name) {
            return new MeterSnapshot(name, "gauge", unit, Map.of("value", value.getAsLong()));
        }
    }

    private final class Distribution implements Histogram, Metered {
        private final String unit;
        private final ConcurrentHistogram values = new ConcurrentHistogram(DIGITS); // grows when it is recorded to

        private Distribution(String unit) {
            this.unit = unit;
        }

        @Override
        public boolean enabled() {
            return recording;
        }

        @Override
        public void record(long value) {
            if (value < 0) {
                throw new IllegalArgumentException("record " + value + ", bound 0");
            }
            if (recording) {
                values.recordValue(Math.min(value, HIGHEST));
            }
        }

        @Override
        public MeterSnapshot snapshot(String name) {
            Map<String, Long> figures = new LinkedHashMap<>();
            figures.put("count", values.getTotalCount());
            figures.put("p50", values.getValueAtPercentile(50));
            figures.put("p99", values.getValueAtPercentile(99));
            figures.put("max", values.getMaxValue());
            return new MeterSnapshot(name, "histogram", unit, figures);
        }
    }

    @Override
    public Counter counter(String name, String unit) {
        return of(Count.class, name, all.computeIfAbsent(name, absent -> new Count(unit, new LongAdder())));
    }

    @Override
    public void gauge(String name, String unit, LongSupplier value) {
        all.merge(name, new Gauge(unit, value), (old, next) -> {
            of(Gauge.class, name, old);
            return next;
        });
    }

    @Override
    public Histogram histogram(String name, String unit) {
        return of(Distribution.class, name, all.computeIfAbsent(name, absent -> new Distribution(unit)));
    }

    private static <M> M of(Class<M> kind, String name, Metered meter) {
        if (!kind.isInstance(meter)) {
            throw new IllegalArgumentException(
                    "meter " + name + " is a " + meter.snapshot(name).kind() + " already");
        }
        return kind.cast(meter);
    }

    /**
     * Switches the recording of all histograms.
     *
     * @param on true to record
     */
    public void recording(boolean on) {
        recording = on;
    }

    /** Returns all meters, by name. */
    public List<MeterSnapshot> snapshots() {
        List<MeterSnapshot> result = new ArrayList<>();
        all.forEach((name, meter) -> result.add(meter.snapshot(name)));
        return result;
    }
}
