package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.PipeClient.put;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Limit;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.Pipes;
import ipc.testkit.rows.Row;
import org.junit.jupiter.api.Test;

/** How much pipes hold. */
interface PipeSizeRows extends PipeClient {
    @Test
    @Row("PI-01")
    default void shouldHold65536BytesUnlessToldOtherwise() {
        PipePair pipe = pipes().create(PipeOptions.readWrite());

        assertThat(pipe.writer().status().capacityBytes()).isEqualTo(65_536);

        assertThat(pipe.writer().write(message("x".repeat(65_536)))).isEqualTo(65_536);
        assertThat(pipe.writer().tryWrite(message("x"))).isEqualTo(-1);
        assertThat(PipeOptions.ATOMIC_BYTES).isEqualTo(4096);
    }

    @Test
    default void shouldRoundCapacitiesUp() {
        PipeEnd writer =
                pipes().create(PipeOptions.readWrite().capacityBytes(1)).writer();
        assertThat(writer.status().capacityBytes()).isEqualTo(PAGE);

        assertThat(writer.resize(2 * PAGE + 1)).isEqualTo(4 * PAGE);

        assertThat(writer.status().capacityBytes()).isEqualTo(4 * PAGE);
        assertThat(writer.tryWrite(message("x".repeat(4 * PAGE)))).isEqualTo(4 * PAGE);
    }

    @Test
    default void shouldRefuseCapacitiesThatNoPipeHas() {
        PipeEnd writer = newPipe().writer();

        assertFails(Errno.EINVAL, () -> writer.resize(0));
        assertFails(Errno.EINVAL, () -> writer.resize((1 << 30) + 1));
        assertFails(Errno.EINVAL, () -> pipes().create(PipeOptions.readWrite().capacityBytes(-1)));

        assertThat(writer.status().capacityBytes()).isEqualTo(PAGE);
    }

    @Test
    @Row("PI-23")
    default void shouldNotShrinkBelowWhatIsInside() {
        PipePair pipe = pipes().create(PipeOptions.readWrite());
        put(pipe.writer(), "x".repeat(PAGE + 1));

        assertFails(Errno.EBUSY, () -> pipe.writer().resize(PAGE));

        assertThat(pipe.writer().status().capacityBytes()).isEqualTo(65_536);
        assertThat(pipe.writer().resize(PAGE + 1)).isEqualTo(2 * PAGE);
    }

    @Test
    @Row("PI-24")
    default void shouldBindTheCapacityOfWhoHasNoPrivilege() {
        assertFails(
                Errno.EPERM,
                () -> asUser(
                        7,
                        ipc -> ipc.face(Pipes.class)
                                .create(PipeClient.page())
                                .writer()
                                .resize((1 << 20) + 1)));
        assertFails(
                Errno.EINVAL,
                () -> asUser(
                        7,
                        ipc -> ipc.face(Pipes.class)
                                .create(PipeOptions.readWrite().capacityBytes((1 << 20) + 1))));

        PipeEnd privileged = newPipe().writer();
        assertThat(privileged.resize((1 << 20) + 1)).isEqualTo(1 << 21);
    }

    @Test
    @Row("G-16")
    default void shouldBoundTheMemoryOfAProcess() {
        assertFails(
                Errno.ENOMEM,
                () -> asUser(9, ipc -> {
                    ipc.self().limit(Limit.MEMORY_BYTES, new Limit.Value(3L * PAGE, 3L * PAGE));
                    PipeEnd writer =
                            ipc.face(Pipes.class).create(PipeClient.page()).writer();
                    put(writer, "kept");
                    try {
                        return writer.resize(4 * PAGE);
                    } finally {
                        assertThat(writer.status().capacityBytes()).isEqualTo(PAGE);
                        assertThat(writer.status().statistics().buffered()).isEqualTo(4);
                    }
                }));
    }
}
