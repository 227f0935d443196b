package ipc.kernel.mq;

import ipc.api.Codec;
import ipc.api.mq.MessageQueue;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The TCK's rules for publishers; ours ends only when its handle is closed, so it never completes by itself. */
public final class QueuePublisherTck extends FlowPublisherVerification<String> {
    private static final int TIMEOUT_MILLIS = 1000;
    private static final int SILENCE_MILLIS = 50;
    private static final int DEPTH = 200;

    private final LiveQueues queues = new LiveQueues();

    /** Made by the TCK's runner. */
    public QueuePublisherTck() {
        super(new TestEnvironment(TIMEOUT_MILLIS, SILENCE_MILLIS));
    }

    @Override
    public Flow.Publisher<String> createFlowPublisher(long elements) {
        MessageQueue queue = queues.newQueue();
        for (int i = 0; i < Math.min(elements, DEPTH); i++) {
            queue.send(ByteBuffer.wrap(new byte[] {'x'}), 0);
        }
        return queues.face().publisher(queue, Codec.UTF_8);
    }

    @Override
    public Flow.Publisher<String> createFailedFlowPublisher() {
        return null; // a publisher is made from an open handle and cannot begin as failed
    }

    @Override
    public long maxElementsFromPublisher() {
        return publisherUnableToSignalOnComplete();
    }
}
