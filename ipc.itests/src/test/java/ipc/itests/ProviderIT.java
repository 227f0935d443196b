package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.buffer;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.small;
import static ipc.testkit.client.Client.take;
import static ipc.testkit.client.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.IpcProcess.State;
import ipc.api.Timeout;
import ipc.api.admin.MechanismAdmin;
import ipc.api.mq.MessageLoan;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueStatistics;
import ipc.itests.container.InContainer;
import ipc.itests.container.Service;
import ipc.testkit.client.Child;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleException;

/** Providers come and go while queues hold messages and callers wait. Each test begins with the slot queues alone. */
@InContainer
class ProviderIT extends FelixClient {
    private static final int ROUNDS = 5;

    private MechanismAdmin mechanisms;

    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.mq"), mechanism("ipc.mq.reference"));
    }

    @BeforeEach
    void beginWithTheSlotQueuesAlone(@Service MechanismAdmin admin) throws BundleException {
        mechanisms = admin;
        bundleNamed("ipc.mq").start();
        awaitKnown("ipc.mq");
        bundleNamed("ipc.mq.reference").stop();
        awaitProvider("ipc.mq");
    }

    @Test
    @Row("G-17")
    void shouldKeepEverythingWhileNoProviderIsThere() throws BundleException {
        String name = newName();
        MessageQueue queue = queues().open(name, small().depthMax(4));
        queue.send(message("low"), 1);
        queue.send(message("leased"), 9);
        queue.send(message("high"), 5);
        MessageLoan loan = queue.newLoan();
        loan.receive(Timeout.forever());
        QueueStatistics before = queue.status().statistics();

        bundleNamed("ipc.mq").stop();

        assertThat(queue.trySend(message("x"), 0)).isFalse();
        assertThat(queue.tryReceive(buffer())).isNegative();
        assertThat(queues().open(name, QueueOptions.readWrite()).status().statistics())
                .isEqualTo(before);
        bundleNamed("ipc.mq").start();
        awaitProvider("ipc.mq");
        assertThat(queue.status().statistics()).isEqualTo(before);
        assertThat(loan.priority()).isEqualTo(9);
        loan.requeue();
        assertThat(take(queue)).isEqualTo("leased");
        assertThat(take(queue)).isEqualTo("high");
        assertThat(take(queue)).isEqualTo("low");
    }

    @Test
    @Row("G-17")
    void shouldEndWaitsWhenNoProviderComesInTime() throws BundleException {
        MessageQueue queue = newQueue();
        String name = queue.status().name();
        Child<Integer> receiver = receiver(name);
        awaitBlocked(receiver.process());

        bundleNamed("ipc.mq").stop();

        assertFails(Errno.EAGAIN, receiver::result);
        assertFails(Errno.EAGAIN, () -> queue.send(message("x"), 0));
    }

    @Test
    @Row("G-17")
    void shouldMoveWaitingCallersToTheOtherProvider() throws BundleException {
        String empty = newName();
        queues().open(empty, small());
        MessageQueue full = queues().open(newName(), small());
        full.send(message("1"), 0);
        full.send(message("2"), 0);
        Child<Integer> receiver = receiver(empty);
        String fullName = full.status().name();
        Child<Boolean> sender = start(ipc -> {
            ipc.face(MessageQueues.class)
                    .open(fullName, QueueOptions.readWrite())
                    .send(message("3"), 0);
            return true;
        });
        awaitBlocked(receiver.process());
        awaitBlocked(sender.process());

        moveToReference();

        awaitBlocked(receiver.process());
        awaitBlocked(sender.process());
        assertThat(full.status().depth()).isEqualTo(2);
        queues().open(empty, QueueOptions.readWrite()).send(message("x"), 7);
        assertThat(receiver.result()).isEqualTo(7);
        assertThat(take(full)).isEqualTo("1");
        assertThat(sender.result()).isTrue();
        assertThat(take(full)).isEqualTo("2");
        assertThat(take(full)).isEqualTo("3");
    }

    @Test
    @Row("G-17")
    void shouldKeepALeaseAndARegistrationAcrossProviders() throws BundleException {
        MessageQueue queue = newQueue();
        queue.send(message("leased"), 3);
        MessageLoan loan = queue.newLoan();
        ByteBuffer bytes = loan.receive(Timeout.forever());
        assertThat(bytes.remaining()).isEqualTo("leased".length());
        List<Long> heard = new CopyOnWriteArrayList<>();
        queue.onArrival(arrival -> heard.add(arrival.value()), 4711);

        moveToReference();

        loan.release();
        assertThat(queue.status().statistics().received()).isEqualTo(1);
        queue.send(message("x"), 0);
        await(() -> heard.equals(List.of(4711L)));
    }

    @Test
    @Row({"G-17", "G-11"})
    void shouldNeitherLoseNorRepeatNorReorderWhileProvidersChange() throws BundleException {
        String name = newName();
        queues().open(name, small());
        bundleNamed("ipc.mq.reference").start();
        awaitKnown("ipc.mq.reference");
        Child<Integer> sender = start(ipc -> sendUntilTold(ipc.face(MessageQueues.class), name));
        Child<List<String>> receiver = start(ipc -> receiveUntilEnd(ipc.face(MessageQueues.class), name));

        for (int round = 0; round < ROUNDS; round++) {
            exchange("ipc.mq", "ipc.mq.reference");
        }
        queues().unlink(name);

        int sent = sender.result();
        assertThat(receiver.result())
                .containsExactlyElementsOf(
                        IntStream.range(0, sent).mapToObj(Integer::toString).toList());
    }

    /** Sends numbers until the queue's name is gone, then an empty message. */
    private static int sendUntilTold(MessageQueues queues, String name) {
        MessageQueue queue = queues.open(name, QueueOptions.readWrite());
        int number = 0;
        while (!queue.status().name().isEmpty()) {
            queue.send(message(Integer.toString(number++)), 0);
        }
        queue.send(message(""), 0);
        return number;
    }

    private static List<String> receiveUntilEnd(MessageQueues queues, String name) {
        MessageQueue queue = queues.open(name, QueueOptions.readWrite());
        List<String> received = new ArrayList<>();
        while (true) {
            ByteBuffer buffer = buffer();
            queue.receive(buffer);
            if (buffer.position() == 0) {
                return received;
            }
            received.add(text(buffer));
        }
    }

    @Test
    void shouldKeepMessagesWhenItsProviderIsUpdated() throws BundleException {
        MessageQueue queue = newQueue();
        queue.send(message("kept"), 3);

        bundleNamed("ipc.mq").update();

        awaitProvider("ipc.mq");
        assertThat(take(queue)).isEqualTo("kept");
    }

    @Test
    @Row("G-17")
    void shouldNotDisturbWaitingCallersWhenAProviderIsUpdated() throws BundleException {
        String name = newName();
        MessageQueue queue = queues().open(name, small());
        Child<Integer> receiver = receiver(name);
        awaitBlocked(receiver.process());
        bundleNamed("ipc.mq.reference").start();
        awaitKnown("ipc.mq.reference");

        bundleNamed("ipc.mq").update();

        awaitKnown("ipc.mq");
        awaitBlocked(receiver.process());
        queue.send(message("x"), 3);
        assertThat(receiver.result()).isEqualTo(3);
        assertThat(receiver.process().state()).isNotEqualTo(State.BLOCKED);
    }

    private Child<Integer> receiver(String name) {
        return start(ipc -> ipc.face(MessageQueues.class)
                .open(name, QueueOptions.readWrite())
                .receive(buffer()));
    }

    private void moveToReference() throws BundleException {
        bundleNamed("ipc.mq.reference").start();
        awaitKnown("ipc.mq.reference");
        bundleNamed("ipc.mq").stop();
        awaitProvider("ipc.mq.reference");
    }

    /** Lets the chosen provider go while the other is there, then brings it back, which makes it serve again. */
    private void exchange(String from, String to) throws BundleException {
        bundleNamed(from).stop();
        awaitProvider(to);
        bundleNamed(from).start();
        awaitProvider(from);
    }

    private void awaitProvider(String symbolicName) {
        await(() -> mechanisms.mechanisms().getFirst().provider().startsWith(symbolicName + " "));
    }

    private void awaitKnown(String symbolicName) {
        await(() -> {
            var mechanism = mechanisms.mechanisms().getFirst();
            List<String> all = new ArrayList<>(mechanism.others());
            all.add(mechanism.provider());
            return all.stream().anyMatch(label -> label.startsWith(symbolicName + " "));
        });
    }
}
