package ipc.bench.seeded;

import ipc.api.ExitStatus;
import ipc.api.Ipc;
import ipc.api.IpcProcess;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.bench.Ours;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Two processes send some messages, two receive them, through a queue so small that all of them also wait. */
final class Schedule {
    private static final String NAME = "/work";
    private static final int PAIRS = 2;
    private static final int MESSAGES = 4;
    private static final int DEPTH = 2;
    private static final int BYTES = 64;
    private static final int MODE = 0600;

    private Schedule() {}

    /** Runs one schedule; fails if a process does. */
    static void run(long seed) {
        Ipc ipc = Ours.seeded(seed).ipc();
        List<IpcProcess> children = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            children.add(ipc.spawn(SpawnOptions.program("sender", (view, arguments) -> send(view))));
            children.add(ipc.spawn(SpawnOptions.program("receiver", (view, arguments) -> receive(view))));
        }
        for (IpcProcess child : children) {
            ExitStatus status = ipc.waitFor(child.pid(), Timeout.forever());
            if (status == null || status.status() != 0) {
                throw new IllegalStateException("seed " + seed + ": " + child + " ended with " + status);
            }
        }
    }

    private static MessageQueue open(Ipc ipc) {
        QueueOptions options =
                QueueOptions.readWrite().create(MODE).depthMax(DEPTH).messageBytesMax(BYTES);
        return ipc.face(MessageQueues.class).open(NAME, options);
    }

    private static int send(Ipc ipc) {
        MessageQueue queue = open(ipc);
        ByteBuffer message = ByteBuffer.allocate(BYTES);
        for (int i = 0; i < MESSAGES; i++) {
            message.clear();
            queue.send(message, i);
        }
        return 0;
    }

    private static int receive(Ipc ipc) {
        MessageQueue queue = open(ipc);
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        for (int i = 0; i < MESSAGES; i++) {
            buffer.clear();
            queue.receive(buffer);
        }
        return 0;
    }
}
