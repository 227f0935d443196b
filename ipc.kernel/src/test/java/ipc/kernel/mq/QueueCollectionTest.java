package ipc.kernel.mq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.TestStringQueueGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.testers.CollectionClearTester;
import ipc.api.Codec;
import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.QueueOptions;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import junit.framework.TestResult;
import org.junit.jupiter.api.Test;

/** The view of a message queue as a collection, judged by Guava's suite for queues and by rules of our own. */
class QueueCollectionTest {
    private final LiveQueues queues = new LiveQueues();

    private BlockingQueue<String> strings(MessageQueue queue) {
        return queues.face().blockingQueue(queue, Codec.UTF_8);
    }

    @Test
    void shouldPassTheSuiteForQueues() {
        TestResult result = new TestResult();

        QueueTestSuiteBuilder.using(new Generator())
                .named("message queue")
                .withFeatures(
                        CollectionSize.ANY,
                        CollectionFeature.SUPPORTS_ADD,
                        CollectionFeature.KNOWN_ORDER,
                        CollectionFeature.RESTRICTS_ELEMENTS)
                .suppressing(clearIsUnsupported()) // the suite knows no queue that clears and does not remove
                .createTestSuite()
                .run(result);

        assertThat(result.runCount()).isGreaterThan(100);
        assertThat(result.errors().asIterator()).toIterable().isEmpty();
        assertThat(result.failures().asIterator()).toIterable().isEmpty();
    }

    private static List<Method> clearIsUnsupported() {
        return Arrays.stream(CollectionClearTester.class.getMethods())
                .filter(method -> method.getName().equals("testClear_unsupported"))
                .toList();
    }

    private final class Generator extends TestStringQueueGenerator {
        @Override
        protected Queue<String> create(String[] elements) {
            Queue<String> queue = strings(queues.newQueue());
            queue.addAll(Arrays.asList(elements));
            return queue;
        }
    }

    @Test
    void shouldWaitAndTimeOut() throws InterruptedException {
        BlockingQueue<String> queue =
                strings(queues.face().create(QueueOptions.readWrite().depthMax(1)));

        assertThat(queue.poll(1, TimeUnit.MILLISECONDS)).isNull();
        queue.put("a");
        assertThat(queue.offer("b", 1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(queue.remainingCapacity()).isZero();
        assertThat(queue.take()).isEqualTo("a");
    }

    @Test
    void shouldThrowWhenInterrupted() {
        BlockingQueue<String> queue = strings(queues.newQueue());
        Thread.currentThread().interrupt();

        assertThatThrownBy(queue::take).isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void shouldDrain() {
        BlockingQueue<String> queue = strings(queues.newQueue());
        queue.addAll(List.of("a", "b", "c"));
        List<String> drained = new ArrayList<>();

        assertThat(queue.drainTo(drained, 2)).isEqualTo(2);
        assertThat(queue.drainTo(drained)).isEqualTo(1);

        assertThat(drained).containsExactly("a", "b", "c");
    }

    @Test
    void shouldNotTakeWhatDoesNotFit() {
        BlockingQueue<String> queue = strings(queues.newQueue());

        assertThatThrownBy(() -> queue.add("x".repeat(65)))
                .isInstanceOfSatisfying(
                        IpcException.class,
                        failure -> assertThat(failure.errno()).isEqualTo(Errno.EMSGSIZE));
    }
}
