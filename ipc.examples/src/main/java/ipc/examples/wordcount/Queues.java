package ipc.examples.wordcount;

import ipc.api.Ipc;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import java.util.List;

/**
 * The queues of one run, by name; a process opens what it needs.
 *
 * <p>They are small on purpose: who is fast waits for who is slow.
 *
 * @param prefix of all names
 */
record Queues(String prefix) {
    static final int DEPTH = 16;

    /** What is news goes before what is work. */
    static final int WORK = 0;

    static final int NEWS = 1;

    String chunks() {
        return prefix + "-chunks";
    }

    String pieces() {
        return prefix + "-pieces";
    }

    String results() {
        return prefix + "-results";
    }

    String control() {
        return prefix + "-control";
    }

    List<String> all() {
        return List.of(chunks(), pieces(), results(), control());
    }

    static MessageQueue create(Ipc ipc, String name) {
        QueueOptions options = QueueOptions.readWrite()
                .create(0600)
                .exclusive()
                .depthMax(DEPTH)
                .messageBytesMax(Piece.BYTES_MAX);
        return ipc.face(MessageQueues.class).open(name, options);
    }

    static MessageQueue open(Ipc ipc, String name) {
        return ipc.face(MessageQueues.class).open(name, QueueOptions.readWrite());
    }
}
