package ipc.mq;

import ipc.api.kernel.Deadline;
import ipc.api.kernel.ShortLock;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Moves several short messages under one passage of a queue's lock. What needs more than that (to wait, to make room
 * from the expired, to tell of an arrival, to copy a long message) goes the way of a single message.
 */
final class Batches {
    private final SlotQueue queue;
    private final ShortLock lock;

    Batches(SlotQueue queue, ShortLock lock) {
        this.queue = queue;
        this.lock = lock;
    }

    int send(List<ByteBuffer> messages, int priority, long expiryNanos, Deadline deadline) {
        int sent = 0;
        try {
            while (true) {
                sent += append(messages, sent, priority, expiryNanos);
                Deadline until = sent == 0 ? deadline : Deadline.NOW;
                if (sent == messages.size() || !queue.send(messages.get(sent), priority, expiryNanos, until)) {
                    return sent;
                }
                sent++;
            }
        } catch (RuntimeException refused) {
            return orThrow(sent, refused);
        }
    }

    /** Appends as many as there are free slots for, up to the first that needs more; returns how many. */
    private int append(List<ByteBuffer> messages, int from, int priority, long expiryNanos) {
        int end = plain(messages, from, expiryNanos);
        if (end == from) {
            return 0;
        }
        int next = from;
        lock.lock();
        try {
            while (next < end && queue.append(messages.get(next), priority)) {
                next++;
            }
        } catch (RuntimeException refused) {
            orThrow(next - from, refused);
        } finally {
            lock.unlock();
        }
        if (next > from) {
            queue.added();
        }
        return next - from;
    }

    private int plain(List<ByteBuffer> messages, int from, long expiryNanos) {
        int end = from;
        while (end < messages.size() && queue.isPlain(messages.get(end), expiryNanos)) {
            end++;
        }
        return end;
    }

    int receive(List<ByteBuffer> buffers, Deadline deadline) {
        int received = 0;
        try {
            while (true) {
                received += take(buffers, received);
                if (received == buffers.size() || (received > 0 && !queue.seemsToHaveMessages())) {
                    return received;
                }
                Deadline until = received == 0 ? deadline : Deadline.NOW;
                if (queue.receive(buffers.get(received), until) < 0) {
                    return received;
                }
                received++;
            }
        } catch (RuntimeException refused) {
            return orThrow(received, refused);
        }
    }

    /** Takes as many as there are, up to the first that needs more; returns how many. */
    private int take(List<ByteBuffer> buffers, int from) {
        int next = from;
        lock.lock();
        try {
            while (next < buffers.size() && queue.mayTake() && queue.take(buffers.get(next)) >= 0) {
                next++;
            }
        } catch (RuntimeException refused) {
            orThrow(next - from, refused);
        } finally {
            lock.unlock();
        }
        if (next > from) {
            queue.freed();
        }
        return next - from;
    }

    /** What was moved before is no failure; the next call meets the one that was refused as its first. */
    private static int orThrow(int moved, RuntimeException refused) {
        if (moved == 0) {
            throw refused;
        }
        return moved;
    }
}
