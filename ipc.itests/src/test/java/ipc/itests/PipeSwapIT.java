package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.admin.MechanismAdmin;
import ipc.api.admin.SwapOutcome;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.Pipes;
import ipc.itests.container.InContainer;
import ipc.itests.container.Service;
import ipc.itests.swap.ChangedCopy;
import ipc.testkit.client.Child;
import ipc.testkit.rows.Row;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/**
 * Pipes whose provider is replaced: bytes, packets, the end of the file, a long write of which a part is in, a reader
 * that waits and somebody who waits to open a FIFO.
 */
@InContainer
class PipeSwapIT extends FelixClient {
    private static final int PAGE = PipeOptions.PAGE_BYTES;
    private static final int LONG = 3 * PAGE;

    private Pipes pipes;
    private PipePair bytes;
    private PipePair packets;
    private PipePair ended;
    private PipeEnd half;
    private PipeEnd empty;
    private String unmet;
    private Child<Integer> writer;
    private Child<String> reader;
    private Child<String> opener;

    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.pipes"));
    }

    @BeforeEach
    void usePipes() {
        pipes = ipc().face(Pipes.class);
        bytes = pipes.create(PipeOptions.readWrite());
        bytes.writer().write(message("kept"));
        packets = pipes.create(PipeOptions.readWrite().packets());
        packets.writer().write(message("one"));
        packets.writer().write(message("two"));
        ended = pipes.create(PipeOptions.readWrite());
        ended.writer().write(message("last"));
        ended.writer().close();
        half = fifo();
        String halfName = half.status().name();
        writer = start(ipc -> open(ipc.face(Pipes.class), halfName).write(message("x".repeat(LONG))));
        empty = fifo();
        String emptyName = empty.status().name();
        reader = start(ipc -> read(open(ipc.face(Pipes.class), emptyName)));
        unmet = newName();
        pipes.makeFifo(unmet, PipeOptions.readWrite());
        opener = start(ipc -> read(ipc.face(Pipes.class).open(unmet, PipeOptions.reading())));
        awaitBlocked(writer.process());
        awaitBlocked(reader.process());
        awaitBlocked(opener.process());
    }

    private PipeEnd fifo() {
        String name = newName();
        pipes.makeFifo(name, PipeOptions.readWrite().capacityBytes(PAGE));
        return open(pipes, name);
    }

    private static PipeEnd open(Pipes pipes, String name) {
        return pipes.open(name, PipeOptions.readWrite());
    }

    private static String read(PipeEnd end) {
        ByteBuffer buffer = ByteBuffer.allocate(LONG);
        end.read(buffer);
        return text(buffer);
    }

    private void shouldHaveEverything() {
        assertThat(read(bytes.reader())).isEqualTo("kept");
        assertThat(read(packets.reader())).isEqualTo("one");
        assertThat(read(packets.reader())).isEqualTo("two");
        assertThat(read(ended.reader())).isEqualTo("last");
        assertThat(read(ended.reader())).as("the end").isEmpty();
        empty.write(message("for the reader"));
        assertThat(reader.result()).isEqualTo("for the reader");
        int read = 0;
        while (read < LONG) {
            read += read(half).length();
        }
        assertThat(writer.result()).isEqualTo(LONG);
        PipeEnd late = pipes.open(unmet, PipeOptions.writing());
        late.write(message("met"));
        assertThat(opener.result()).isEqualTo("met");
    }

    @Test
    @Row({"G-17", "PI-04", "PI-09", "PI-16", "PI-25"})
    void shouldGoOnInAnUpdatedProvider(@Service MechanismAdmin mechanisms) throws Exception {
        InputStream newer = ChangedCopy.of(bundleNamed("ipc.pipes"))
                .header(Constants.BUNDLE_VERSION, "1.0.1")
                .build();

        bundleNamed("ipc.pipes").update(newer);

        await(() -> mechanisms.mechanisms().stream()
                .anyMatch(each -> each.toString().contains("ipc.pipes 1.0.1")));
        await(() -> mechanisms.swaps().getLast().outcome() == SwapOutcome.SWITCHED); // reported a moment later
        shouldHaveEverything();
    }

    @Test
    @Row("G-17")
    void shouldWaitForAStoppedProvider() throws BundleException {
        bundleNamed("ipc.pipes").stop();
        awaitBlocked(reader.process());

        bundleNamed("ipc.pipes").start();

        shouldHaveEverything();
    }

    @Test
    @Row("G-17")
    void shouldSeeAnEndThatClosedWhileNoProviderWasThere() throws BundleException {
        bundleNamed("ipc.pipes").stop();
        bytes.writer().close();

        bundleNamed("ipc.pipes").start();

        assertThat(read(bytes.reader())).isEqualTo("kept");
        assertThat(read(bytes.reader())).as("the end").isEmpty();
        bytes = pipes.create(PipeOptions.readWrite());
        bytes.writer().write(message("kept"));
        shouldHaveEverything();
    }
}
