package ipc.kernel.object;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;

/** What the figures that a client gives for an object have to lie between. */
public final class Bounds {
    private Bounds() {}

    /**
     * Refuses a figure that is out of its bounds.
     *
     * @param call which call
     * @param key what the figure is called
     * @param value the figure
     * @param min the lowest that is allowed
     * @param max the highest
     */
    public static void check(Sysno call, String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw IpcException.of(Errno.EINVAL, "%s with %s %,d, bounds %,d to %,d", call, key, value, min, max);
        }
    }
}
