package ipc.kernel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Codec;
import ipc.api.Errno;
import ipc.api.IpcException;
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
        send(pair, 'x');
        Seen seen = new Seen();
        channels.face().publisher(pair.second(), Codec.UTF_8).subscribe(seen);

        pair.first().close();

        assertThat(seen.values()).containsExactly("x");
    }

    @Test
    void shouldTellOfAMessageThatTheCodecCannotReadAndKeepIt() {
        LiveChannels channels = new LiveChannels();
        ChannelPair pair = channels.newPair();
        send(pair, 'x');
        Seen seen = new Seen();

        channels.face().publisher(pair.second(), new Illiterate()).subscribe(seen);

        assertThatThrownBy(seen::values).hasRootCauseMessage("cannot read");
        ByteBuffer message = ByteBuffer.allocate(64);
        pair.second().receive(message);
        assertThat((char) message.get(0)).isEqualTo('x');
    }

    @Test
    void shouldTellNothingMoreToASubscriberThatThrows() {
        LiveChannels channels = new LiveChannels();
        ChannelPair pair = channels.newPair();
        Flow.Publisher<String> publisher = channels.face().publisher(pair.second(), Codec.UTF_8);
        Broken broken = new Broken();
        publisher.subscribe(broken);
        send(pair, 'x');
        broken.threw.orTimeout(Watchdog.limit().toSeconds(), TimeUnit.SECONDS).join();
        Seen seen = new Seen();
        publisher.subscribe(seen);
        send(pair, 'y');

        pair.first().close();

        assertThat(seen.values()).containsExactly("y");
        assertThat(broken.end).isNotDone();
    }

    private static void send(ChannelPair pair, char letter) {
        pair.first().send(ByteBuffer.wrap(new byte[] {(byte) letter}), 0);
    }

    /** Reads nothing. */
    private static final class Illiterate implements Codec<String> {
        @Override
        public void encode(String value, ByteBuffer message) {
            message.put((byte) value.charAt(0));
        }

        @Override
        public String decode(ByteBuffer message) {
            throw new IllegalStateException("cannot read");
        }
    }

    /** Throws what looks as if the channel had ended. */
    private static final class Broken extends Seen {
        private final CompletableFuture<String> threw = new CompletableFuture<>();

        @Override
        public void onNext(String value) {
            threw.complete(value);
            throw new IpcException(Errno.EPIPE, "thrown by a subscriber");
        }
    }

    /** Asks for everything, and completes with it. */
    private static class Seen implements Flow.Subscriber<String> {
        private final List<String> values = new CopyOnWriteArrayList<>();
        final CompletableFuture<List<String>> end = new CompletableFuture<>();

        List<String> values() {
            return end.orTimeout(Watchdog.limit().toSeconds(), TimeUnit.SECONDS).join();
        }

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
