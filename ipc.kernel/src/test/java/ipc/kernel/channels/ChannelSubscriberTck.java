package ipc.kernel.channels;

import ipc.api.Codec;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/** The TCK's rules for subscribers. */
public final class ChannelSubscriberTck extends FlowSubscriberBlackboxVerification<String> {
    private static final int TIMEOUT_MILLIS = 1000;
    private static final int SILENCE_MILLIS = 50;

    private final LiveChannels channels = new LiveChannels();

    /** Made by the TCK's runner. */
    public ChannelSubscriberTck() {
        super(new TestEnvironment(TIMEOUT_MILLIS, SILENCE_MILLIS));
    }

    @Override
    public Flow.Subscriber<String> createFlowSubscriber() {
        return channels.face().subscriber(channels.newPair().first(), Codec.UTF_8);
    }

    @Override
    public String createElement(int element) {
        return Integer.toString(element);
    }
}
