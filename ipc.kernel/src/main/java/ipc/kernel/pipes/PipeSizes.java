package ipc.kernel.pipes;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.pipes.PipeOptions;

/** Capacities: pages whose number is a power of two, as on Linux. */
final class PipeSizes {
    /** No pipe is larger, whoever asks. */
    static final int BYTES_MAX = 1 << 30;

    private PipeSizes() {}

    /** Returns the capacity that a caller gets who asks for so many bytes. */
    static int rounded(Sysno call, int bytes, int max) {
        if (bytes < 1 || bytes > max) {
            throw IpcException.of(Errno.EINVAL, "%s with capacityBytes %,d, bounds 1 to %,d", call, bytes, max);
        }
        int least = Math.max(bytes, PipeOptions.PAGE_BYTES);
        int below = Integer.highestOneBit(least);
        return below == least ? least : below << 1;
    }
}
