package ipc.kernel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Codec;
import ipc.api.channels.ChannelPair;
import ipc.kernel.FlowSuites;
import ipc.testkit.kernel.Watchdog;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.testng.TestListenerAdapter;

/** Publisher and subscriber, judged by the TCK of reactive streams. */
class ChannelFlowTest {
    @Test
    void shouldPassTheTckAsPublisher() {
        TestListenerAdapter result = FlowSuites.run(ChannelPublisherTck.class);

        assertThat(result.getFailedTests()).isEmpty();
        assertThat(result.getPassedTests()).hasSizeGreaterThan(10);
    }

    @Test
    void shouldPassTheTckAsSubscriber() {
        TestListenerAdapter result = FlowSuites.run(ChannelSubscriberTck.class);

        assertThat(result.getFailedTests()).isEmpty();
        assertThat(result.getPassedTests()).hasSizeGreaterThan(5);
    }

    @Test
    void shouldCompleteWhenTheOtherEndHasClosedAndNothingIsLeft() {
        LiveChannels channels = new LiveChannels();
        ChannelPair pair = channels.newPair();
        pair.first().send(ByteBuffer.wrap(new byte[] {'x'}), 0);
        Seen seen = new Seen();
        channels.face().publisher(pair.second(), Codec.UTF_8).subscribe(seen);

        pair.first().close();

        assertThat(seen.end
                        .orTimeout(Watchdog.limit().toSeconds(), TimeUnit.SECONDS)
                        .join())
                .containsExactly("x");
    }

    /** Asks for everything, and completes with it. */
    private static final class Seen implements Flow.Subscriber<String> {
        private final List<String> values = new CopyOnWriteArrayList<>();
        private final CompletableFuture<List<String>> end = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String value) {
            values.add(value);
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            end.complete(values);
        }
    }
}
