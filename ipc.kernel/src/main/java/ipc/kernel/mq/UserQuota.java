package ipc.kernel.mq;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Limit;
import ipc.kernel.process.KernelProcess;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of all queues of a user against the limit of the process that makes one (Linux RLIMIT_MSGQUEUE). */
public final class UserQuota {
    private final ConcurrentMap<Integer, AtomicLong> bytesByUser = new ConcurrentHashMap<>();

    /**
     * Bytes that count against a user until they are released.
     *
     * @param account the user's
     * @param bytes how many
     */
    record Charge(AtomicLong account, long bytes) {
        void release() {
            account.addAndGet(-bytes);
        }
    }

    Charge charge(KernelProcess process, String name, long bytes) {
        int uid = process.credentials().uid();
        AtomicLong account = bytesByUser.computeIfAbsent(uid, absent -> new AtomicLong());
        long bound = process.limits().soft(Limit.QUEUE_BYTES);
        long after = account.addAndGet(bytes);
        if (after > bound) {
            account.addAndGet(-bytes);
            throw IpcException.of(
                    Errno.EMFILE,
                    "open %s: queues of user %d would keep %,d bytes, limit %,d",
                    name,
                    uid,
                    after,
                    bound);
        }
        return new Charge(account, bytes);
    }
}
