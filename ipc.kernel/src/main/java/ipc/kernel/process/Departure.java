package ipc.kernel.process;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.IpcException;
import ipc.api.Sysno;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Handles that leave a process together in a message, all or none.
 *
 * <p>They leave the table in the moment in which the message is on its way. Calls through them that are under way are
 * ended afterwards, outside every gate: such a call may be sending away the handle that this one came through.
 */
public final class Departure {
    private final List<OpenHandle> handles = new ArrayList<>();
    private final List<Luggage> luggage = new ArrayList<>();
    private final List<OpenHandle> gone = new ArrayList<>();

    /**
     * Checks and packs handles.
     *
     * @param call which call
     * @param process whose handles they have to be
     * @param wanted the handles
     * @param check throws if one of them must not go this way
     * @return the departure
     */
    public static Departure of(
            Sysno call, KernelProcess process, List<? extends Handle> wanted, Consumer<OpenHandle> check) {
        Departure departure = new Departure();
        try {
            for (Handle each : wanted) {
                if (!(each instanceof OpenHandle handle) || handle.process() != process) {
                    throw new IpcException(Errno.EBADF, call + " a handle that is not of process " + process.pid());
                }
                departure.luggage.add(handle.departs(call));
                departure.handles.add(handle);
                check.accept(handle);
            }
            return departure;
        } catch (RuntimeException | Error failure) {
            departure.luggage.forEach(Luggage::lost);
            departure.stay();
            throw failure;
        }
    }

    /** Returns what travels. */
    public List<Luggage> luggage() {
        return luggage;
    }

    /** The message was not sent; whoever holds the luggage gives it up. */
    public void stay() {
        handles.forEach(OpenHandle::stays);
    }

    /** The message is on its way. */
    public void leave() {
        for (OpenHandle handle : handles) {
            if (handle.leaves()) {
                gone.add(handle);
            }
        }
    }

    @Override
    public String toString() {
        return handles.size() + " handles";
    }

    /** Lets go of what has left; outside every gate. */
    public void finish() {
        OpenHandle.left(gone);
    }
}
