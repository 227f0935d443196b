package ipc.kernel;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.small;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.kernel.process.Limits;
import ipc.mq.reference.TextbookQueues;
import ipc.testkit.rows.Row;
import org.junit.jupiter.api.Test;

/** What binds all processes together. */
class SystemLimitsTest {
    private final Kernel kernel = Kernel.live();
    private final Ipc ipc = kernel.bundle("test");
    private final MessageQueues queues = ipc.face(MessageQueues.class);

    SystemLimitsTest() {
        kernel.bind(new TextbookQueues(kernel.scheduler(), kernel.memory()), "ipc.mq.reference", 0);
    }

    private void limit(int processes, long handles) {
        Limits now = Limits.DEFAULTS;
        kernel.limits(new Limits(
                processes,
                (int) handles,
                now.memoryBytesMax(),
                now.queueDepthMax(),
                now.queueMessageBytesMax(),
                now.pipes(),
                now.channels(),
                now.buses(),
                now.traceRecordsMax(),
                now.auditRecordsMax()));
    }

    @Test
    @Row({"G-15", "G-01"})
    void shouldRefuseOneHandleMoreThanTheSystemAllows() {
        limit(Limits.DEFAULTS.processesMax(), kernel.handles().count() + 2);
        MessageQueue last = queues.open("/last", small());
        Ipc other = kernel.bundle("other");
        MessageQueue others = other.face(MessageQueues.class).create(small());
        long used = kernel.memory().usedBytes();

        assertFails(Errno.ENFILE, () -> queues.open("/last", QueueOptions.readWrite()));
        assertFails(Errno.ENFILE, () -> queues.create(small()));
        assertFails(Errno.ENFILE, () -> queues.open("/new", small().create(0600)));
        assertFails(Errno.ENFILE, () -> last.duplicate(last.rights()));
        assertFails(Errno.ENFILE, last::newLoan);

        assertThat(kernel.memory().usedBytes()).isEqualTo(used);
        assertThat(kernel.handles().count()).isEqualTo(2);
        others.close();
        assertFails(Errno.ENOENT, () -> queues.open("/new", QueueOptions.readWrite()));
        queues.create(small()).close();
    }

    @Test
    @Row({"G-15", "G-01"})
    void shouldRefuseOneProcessMoreThanTheSystemAllows() {
        int processes = kernel.processes().all().size();
        limit(processes, Limits.DEFAULTS.handlesMax());
        SpawnOptions options = SpawnOptions.program("one more", (face, arguments) -> 0);

        assertFails(Errno.EAGAIN, () -> ipc.spawn(options));
        assertThat(kernel.processes().all()).hasSize(processes);

        limit(processes + 1, Limits.DEFAULTS.handlesMax());
        assertThat(ipc.waitFor(ipc.spawn(options).pid(), Timeout.forever()).status())
                .isZero();
    }
}
