package ipc.mq.reference;

import ipc.api.mq.spi.QueueState.Message;
import java.util.ArrayList;
import java.util.List;

/** What one step under the lock entails once the lock is free again. */
final class Step {
    final boolean watched;
    final List<Message> expired = new ArrayList<>();
    int freed;
    boolean added;
    boolean arrived;
    boolean sooner;
    long recheckNanos = Long.MAX_VALUE;

    Step(boolean watched) {
        this.watched = watched;
    }
}
