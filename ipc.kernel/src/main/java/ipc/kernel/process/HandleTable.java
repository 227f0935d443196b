package ipc.kernel.process;

import ipc.api.Errno;
import ipc.api.IpcException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The open handles of one process, by number.
 *
 * <p>A number is a place in the table and its generation: {@code generation << 16 | place}. Places are used again in
 * the order they became free, with the next generation, so a closed number comes back only after the place was used
 * 32,768 times; until then it is {@code EBADF}.
 */
public final class HandleTable {
    /** Most handles of a process. */
    public static final int SIZE_MAX = 0xFFFF;

    private static final int PLACE_BITS = 16;
    private static final int GENERATION_MASK = 0x7FFF;

    /** By place, from 1. */
    private final List<@Nullable OpenHandle> places = new ArrayList<>();

    private final List<Integer> generations = new ArrayList<>();
    private final Queue<Integer> free = new ArrayDeque<>();
    private final LongSupplier limit;
    private final HandleCount system;
    private int size;
    private boolean shut;

    /**
     * Makes an empty table.
     *
     * @param limit most handles now
     * @param system the count of all handles
     */
    public HandleTable(LongSupplier limit, HandleCount system) {
        this.limit = limit;
        this.system = system;
        places.add(null);
        generations.add(0);
    }

    /**
     * Opens a handle under a new number.
     *
     * @param <H> its type
     * @param maker makes it; must not fail
     * @return the handle
     */
    public synchronized <H extends OpenHandle> H open(IntFunction<H> maker) {
        checkNotShut();
        reserve(1);
        return put(maker);
    }

    private void checkNotShut() {
        if (shut) {
            throw new IpcException(Errno.ESRCH, "open a handle in a process that has ended");
        }
    }

    private <H extends OpenHandle> H put(IntFunction<H> maker) {
        int place = nextPlace();
        H handle = maker.apply(generations.get(place) << PLACE_BITS | place);
        places.set(place, handle);
        return handle;
    }

    /**
     * Makes sure that some handles can be opened by {@link #openReserved}; they count from now on.
     *
     * @param count how many
     */
    public synchronized void reserve(int count) {
        long max = Math.min(limit.getAsLong(), SIZE_MAX);
        if (size + (long) count > max) {
            throw IpcException.of(Errno.EMFILE, "open handle %,d of the process, limit %,d", size + (long) count, max);
        }
        system.add(count);
        size += count;
    }

    /**
     * Gives back what {@link #reserve} reserved and nobody used.
     *
     * @param count how many
     */
    public synchronized void unreserve(int count) {
        size -= count;
        system.add(-count);
    }

    /**
     * Opens a handle for which there is a reservation, which this uses up; if it fails, the reservation stays.
     *
     * @param <H> its type
     * @param maker makes it; must not fail
     * @return the handle
     */
    public synchronized <H extends OpenHandle> H openReserved(IntFunction<H> maker) {
        checkNotShut();
        return put(maker);
    }

    private int nextPlace() {
        Integer place = free.poll();
        if (place != null) {
            return place;
        }
        places.add(null);
        generations.add(0);
        return places.size() - 1;
    }

    /**
     * Finds an open handle.
     *
     * @param number any number
     * @return the handle
     */
    public synchronized OpenHandle get(int number) {
        int place = number & SIZE_MAX;
        OpenHandle handle = place < places.size() ? places.get(place) : null;
        if (handle == null || handle.number() != number) {
            throw new IpcException(Errno.EBADF, "use handle " + number + ", which is not open");
        }
        return handle;
    }

    /** Takes a closed handle out; once. */
    synchronized void remove(OpenHandle handle) {
        int place = handle.number() & SIZE_MAX;
        places.set(place, null);
        generations.set(place, (generations.get(place) + 1) & GENERATION_MASK);
        free.add(place);
        unreserve(1);
    }

    /** Returns how many handles are open. */
    public synchronized int size() {
        return size;
    }

    /** Returns the open handles, by place. */
    public synchronized List<OpenHandle> all() {
        List<OpenHandle> result = new ArrayList<>();
        for (OpenHandle handle : places) {
            if (handle != null) {
                result.add(handle);
            }
        }
        return result;
    }

    /** Closes all handles, and lets no new one be opened. */
    public void shut() {
        synchronized (this) {
            shut = true;
        }
        List<OpenHandle> gone = new ArrayList<>(all());
        gone.removeIf(handle -> !handle.leaves()); // which another thread may be closing
        OpenHandle.left(gone);
    }
}
