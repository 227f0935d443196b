package ipc.bench.mq;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Aeron's shared-memory transport with the driver embedded, on one thread; terms so large that they never stall it. */
final class AeronLine implements Line {
    private static final String CHANNEL = "aeron:ipc?term-length=64m";
    private static final int STREAM = 1001;

    private final MediaDriver driver;
    private final Aeron aeron;
    private final ExclusivePublication publication;
    private final Subscription subscription;
    private final int bytes;

    AeronLine(int bytes) {
        this.bytes = bytes;
        this.driver = MediaDriver.launchEmbedded(new MediaDriver.Context()
                .threadingMode(ThreadingMode.SHARED)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true));
        this.aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
        this.subscription = aeron.addSubscription(CHANNEL, STREAM);
        this.publication = aeron.addExclusivePublication(CHANNEL, STREAM);
    }

    @Override
    public Sender newSender() {
        UnsafeBuffer message = new UnsafeBuffer(Message.stamped(bytes));
        Idle idle = new Idle();
        return priority -> {
            while (publication.offer(message, 0, bytes) < 0) {
                idle.pause();
            }
        };
    }

    @Override
    public Receiver newReceiver() {
        return new Copier(subscription, bytes);
    }

    @Override
    public void close() {
        CloseHelper.closeAll(publication, subscription, aeron, driver);
    }

    private static final class Copier implements Receiver, FragmentHandler {
        private final Subscription subscription;
        private final UnsafeBuffer buffer;
        private final Idle idle = new Idle();
        private long sum;

        Copier(Subscription subscription, int bytes) {
            this.subscription = subscription;
            this.buffer = new UnsafeBuffer(new byte[bytes]);
        }

        @Override
        public void onFragment(DirectBuffer from, int offset, int length, Header header) {
            from.getBytes(offset, buffer, 0, length);
            sum += buffer.getLong(0);
        }

        @Override
        public int receive(int most) {
            int count = subscription.poll(this, most);
            while (count == 0) {
                idle.pause();
                count = subscription.poll(this, most);
            }
            return count;
        }

        @Override
        public long sum() {
            return sum;
        }
    }
}
