package ipc.kernel.swap;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.api.admin.MechanismSnapshot;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.admin.SwapReport;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.spi.QueueMechanism;
import ipc.api.mq.spi.QueueState;
import ipc.api.mq.spi.QueueState.Message;
import ipc.kernel.Kernel;
import ipc.kernel.process.Limits;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.LiveScheduler;
import ipc.kernel.security.PosixPolicy;
import ipc.mq.SlotQueues;
import ipc.mq.reference.TextbookQueues;
import ipc.testkit.client.Client;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A live kernel with two providers, either of which can be made to fail; the slot queues serve at first. */
abstract class SwapRig implements Client {
    static final long HOURS = 10_000_000;

    final List<String> log = new CopyOnWriteArrayList<>();
    final Kernel kernel;
    final FaultyQueues slots;
    final FaultyQueues textbook;

    /** What hangs in a provider hangs until the test lets it go. */
    final CountDownLatch hang = new CountDownLatch(1);

    volatile boolean hanging;

    private final Ipc ipc;

    SwapRig() {
        KernelScheduler scheduler = new LiveScheduler();
        kernel = new Kernel(scheduler, Limits.DEFAULTS, System.out, log::add);
        kernel.policy(new PosixPolicy());
        kernel.swapSettings(settings(HOURS, HOURS));
        slots = new FaultyQueues(new SlotQueues(scheduler, kernel.memory()));
        textbook = new FaultyQueues(new TextbookQueues(scheduler, kernel.memory()));
        kernel.bind(slots, "slots", 100);
        kernel.bind(textbook, "textbook", 0);
        ipc = kernel.bundle("test");
    }

    /** Limits that no test waits for, except where it says so. */
    static SwapSettings settings(long graceMillis, long swapMillisMax) {
        return SwapSettings.DEFAULTS
                .graceMillis(graceMillis)
                .drainMillisMax(HOURS)
                .swapMillisMax(swapMillisMax)
                .probationMillis(HOURS);
    }

    @Override
    public final Ipc ipc() {
        return ipc;
    }

    @Override
    public final KernelAdmin admin() {
        return kernel.admin();
    }

    final String serving() {
        return serving("mq");
    }

    final String serving(String mechanism) {
        return kernel.admin().mechanisms().stream()
                .filter(each -> each.name().equals(mechanism))
                .map(MechanismSnapshot::provider)
                .findFirst()
                .orElseThrow();
    }

    final SwapReport swap() {
        return swap("mq");
    }

    final SwapReport swap(String mechanism) {
        return kernel.admin().swap(mechanism, SwapOptions.toBest());
    }

    final SwapReport swapTo(String name) {
        SwapReport report = kernel.admin().swap("mq", SwapOptions.toBest().target(name));
        assertThat(report.outcome()).as(report.reason()).isEqualTo(SwapOutcome.SWITCHED);
        assertThat(serving()).isEqualTo(name);
        return report;
    }

    final SwapReport latest() {
        return kernel.admin().swaps().getLast();
    }

    /** Rolls a change back, and leaves the old provider where it was. */
    final void shouldRollBack(String mechanism, String why) {
        String before = serving(mechanism);

        SwapReport report = swap(mechanism);

        assertThat(report.outcome()).as(report.reason()).isEqualTo(SwapOutcome.ROLLED_BACK);
        assertThat(report.reason()).contains(why);
        assertThat(serving(mechanism)).isEqualTo(before);
        assertThat(report.generationAfter()).isEqualTo(report.generationBefore());
    }

    final void bind(QueueMechanism provider, String name, int ranking) {
        kernel.bind(provider, name, ranking);
    }

    final void hang() {
        hanging = true;
        try {
            hang.await();
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    static void fail() {
        throw new IllegalStateException("planned");
    }

    static QueueState withoutTheFirst(QueueState state) {
        List<Message> messages = state.messages();
        List<Message> fewer = messages.isEmpty() ? messages : messages.subList(1, messages.size());
        return new QueueState(state.options(), fewer, state.leased(), state.statistics());
    }

    static QueueState withTheFirstTwice(QueueState state) {
        List<Message> more = new CopyOnWriteArrayList<>(state.messages());
        if (!more.isEmpty()) {
            more.addFirst(more.getFirst());
        }
        return new QueueState(state.options(), List.copyOf(more), state.leased(), state.statistics());
    }

    static QueueState inReverse(QueueState state) {
        return new QueueState(state.options(), state.messages().reversed(), state.leased(), state.statistics());
    }

    final MessageQueue queueWith(String... messages) {
        MessageQueue queue = queues().open(Client.newName(), Client.small().depthMax(8));
        for (String each : messages) {
            queue.send(Client.message(each), 1);
        }
        return queue;
    }
}
