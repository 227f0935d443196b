package ipc.sync;

import ipc.api.spi.Owner;
import ipc.api.sync.RwLock.Mode;
import ipc.api.sync.spi.RwLockState.Hold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who has a read-write lock; under the lock of it. Holders are found one after the other, and their places are used
 * again: who comes and goes makes nothing new.
 */
final class Holders {
    /** One that has the lock, or a place for one. */
    static final class Holder {
        private int process;
        private long thread;
        private Mode mode = Mode.READ;
        private int depth;

        Mode mode() {
            return mode;
        }

        /** Once more, or once less; returns how often now. */
        int deeper(int change) {
            depth += change;
            return depth;
        }
    }

    /** Those in use first. */
    private Holder[] places = {};

    private int count;
    private int readers;
    private @Nullable Holder upgradable;
    private @Nullable Holder writer;

    int count() {
        return count;
    }

    /** Returns how many have it for reading only. */
    int readers() {
        return readers;
    }

    boolean hasUpgradable() {
        return upgradable != null;
    }

    boolean hasWriter() {
        return writer != null;
    }

    @Nullable
    Holder find(Owner owner) {
        for (int i = 0; i < count; i++) {
            Holder each = places[i];
            if (each.process == owner.process() && each.thread == owner.thread()) {
                return each;
            }
        }
        return null;
    }

    void add(int process, long thread, Mode mode, int depth) {
        if (count == places.length) {
            places = Arrays.copyOf(places, Math.max(4, 2 * count));
            Arrays.setAll(places, i -> i < count ? places[i] : new Holder());
        }
        Holder holder = places[count++];
        holder.process = process;
        holder.thread = thread;
        holder.depth = depth;
        begin(holder, mode);
    }

    private void begin(Holder holder, Mode mode) {
        holder.mode = mode;
        readers += mode == Mode.READ ? 1 : 0;
        upgradable = mode == Mode.UPGRADABLE ? holder : upgradable;
        writer = mode == Mode.WRITE ? holder : writer;
    }

    private void end(Holder holder) {
        readers -= holder.mode == Mode.READ ? 1 : 0;
        upgradable = upgradable == holder ? null : upgradable;
        writer = writer == holder ? null : writer;
    }

    void convert(Holder holder, Mode mode) {
        end(holder);
        begin(holder, mode);
    }

    void remove(Holder holder) {
        end(holder);
        int place = Arrays.asList(places).indexOf(holder);
        count--;
        places[place] = places[count];
        places[count] = holder;
    }

    /** Removes a thread or all of a process; returns whether one of them wrote. */
    boolean removeAll(Owner gone) {
        boolean wrote = writer != null && gone.includes(writer.process, writer.thread);
        for (int i = count - 1; i >= 0; i--) {
            if (gone.includes(places[i].process, places[i].thread)) {
                remove(places[i]);
            }
        }
        return wrote;
    }

    List<Hold> holds() {
        List<Hold> holds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Holder each = places[i];
            holds.add(new Hold(each.process, each.thread, each.mode, each.depth));
        }
        holds.sort(Comparator.comparingInt(Hold::process).thenComparingLong(Hold::thread));
        return List.copyOf(holds);
    }
}
