package ipc.kernel.mq;

import ipc.api.Codec;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/** The TCK's rules for subscribers. */
public final class QueueSubscriberTck extends FlowSubscriberBlackboxVerification<String> {
    private static final int TIMEOUT_MILLIS = 1000;
    private static final int SILENCE_MILLIS = 50;

    private final LiveQueues queues = new LiveQueues();

    /** Made by the TCK's runner. */
    public QueueSubscriberTck() {
        super(new TestEnvironment(TIMEOUT_MILLIS, SILENCE_MILLIS));
    }

    @Override
    public Flow.Subscriber<String> createFlowSubscriber() {
        return queues.face().subscriber(queues.newQueue(), Codec.UTF_8);
    }

    @Override
    public String createElement(int element) {
        return Integer.toString(element);
    }
}
