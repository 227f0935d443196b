package ipc.kernel.pipes;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.message;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Credentials;
import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.Pipes;
import ipc.kernel.Kernel;
import ipc.kernel.process.Limits;
import ipc.pipes.RingPipes;
import ipc.testkit.rows.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bounds that belong to a user, and the signal for writers that nobody reads. */
class PipeLimitsTest {
    private static final int PAGE = PipeOptions.PAGE_BYTES;
    private static final PipeOptions FOUR = PipeOptions.readWrite().capacityBytes(4 * PAGE);

    private final Kernel kernel = Kernel.live();
    private final Pipes pipes = user(7);

    PipeLimitsTest() {
        kernel.bind(new RingPipes(kernel.scheduler(), kernel.memory()), "ipc.pipes", 0);
    }

    private Pipes user(int uid) {
        return kernel.face(kernel.bundle("user" + uid, Credentials.of(uid, uid)), Pipes.class);
    }

    private void quota(int soft, int hard) {
        Limits now = Limits.DEFAULTS;
        kernel.limits(new Limits(
                now.processesMax(),
                now.handlesMax(),
                now.memoryBytesMax(),
                now.queueDepthMax(),
                now.queueMessageBytesMax(),
                new Limits.Pipes(now.pipes().bytesMax(), soft, hard),
                now.channels(),
                now.buses(),
                now.traceRecordsMax(),
                now.auditRecordsMax()));
    }

    private static int capacity(PipePair pipe) {
        return pipe.writer().status().capacityBytes();
    }

    @Test
    @Row("PI-31")
    void shouldMakeSmallPipesAboveTheSoftQuota() {
        quota(6, 0);
        assertThat(capacity(pipes.create(FOUR))).isEqualTo(4 * PAGE);

        PipePair small = pipes.create(FOUR);

        assertThat(capacity(small)).isEqualTo(PAGE);
        assertFails(Errno.EPERM, () -> small.writer().resize(4 * PAGE));
        assertThat(small.writer().resize(2 * PAGE)).isEqualTo(2 * PAGE);
    }

    @Test
    @Row("PI-31")
    void shouldMakeNoPipeAboveTheHardQuota() {
        quota(0, 8);
        pipes.create(FOUR);
        PipePair second = pipes.create(FOUR);
        long used = kernel.memory().usedBytes();

        assertFails(Errno.ENFILE, () -> pipes.create(FOUR));
        assertFails(Errno.ENFILE, () -> pipes.makeFifo("/one-more", FOUR));
        assertFails(Errno.EPERM, () -> second.writer().resize(8 * PAGE));

        assertThat(kernel.memory().usedBytes()).isEqualTo(used);
        assertThat(capacity(second)).isEqualTo(4 * PAGE);
        second.writer().resize(2 * PAGE);
        pipes.create(FOUR.capacityBytes(2 * PAGE));
    }

    @Test
    @Row("PI-31")
    void shouldGiveTheQuotaBackWithThePipe() {
        quota(0, 4);
        PipePair pipe = pipes.create(FOUR);

        pipe.reader().close();
        assertFails(Errno.ENFILE, () -> pipes.create(FOUR));
        pipe.writer().close();

        pipes.create(FOUR);
        user(8).create(FOUR);
    }

    @Test
    @Row("PI-31")
    void shouldNotBindWhoMayExceedLimits() {
        quota(1, 1);
        Ipc privileged = kernel.bundle("privileged");

        PipePair pipe = privileged.face(Pipes.class).create(FOUR);

        assertThat(pipe.writer().resize(8 * PAGE)).isEqualTo(8 * PAGE);
    }

    @Test
    @Row("G-15")
    void shouldLeaveNothingWhereTheSystemHasNoHandlesLeft() {
        Limits now = Limits.DEFAULTS;
        kernel.limits(new Limits(
                now.processesMax(),
                (int) kernel.handles().count() + 1,
                now.memoryBytesMax(),
                now.queueDepthMax(),
                now.queueMessageBytesMax(),
                now.pipes(),
                now.channels(),
                now.buses(),
                now.traceRecordsMax(),
                now.auditRecordsMax()));

        assertFails(Errno.ENFILE, () -> pipes.create(FOUR));

        assertThat(kernel.memory().usedBytes()).isZero();
        assertThat(kernel.handles().count()).isZero();
    }

    @Test
    @Row({"PI-06", "PI-07"})
    void shouldSignalTheProcessThatWritesWhereNobodyReads() {
        List<String> signalled = new ArrayList<>();
        kernel.subsystems().stream()
                .filter(PipeSubsystem.class::isInstance)
                .map(PipeSubsystem.class::cast)
                .forEach(subsystem -> subsystem.onBroken(process -> signalled.add(process.name())));
        PipePair pipe = pipes.create(FOUR);
        PipeEnd writer = pipe.writer();
        assertThat(writer.write(message("x"))).isOne();
        pipe.reader().close();

        assertFails(Errno.EPIPE, () -> writer.write(message("x")));
        assertFails(Errno.EPIPE, () -> writer.tryWrite(message("x")));

        assertThat(signalled).containsExactly("user7", "user7");
        assertThat(kernel.admin().meters())
                .filteredOn(meter -> meter.name().equals("pipes.broken"))
                .allMatch(meter -> meter.figures().equals(Map.of("value", 2L)))
                .hasSize(1);
    }
}
