package ipc.testkit.client;

import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.text;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Ipc;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.PipeStatistics;
import ipc.api.pipes.Pipes;
import java.nio.ByteBuffer;

/** What most tests of pipes do. */
interface PipeClient extends Client {
    /** The least that a pipe can hold. */
    int PAGE = PipeOptions.PAGE_BYTES;

    /** Returns the process's pipes. */
    default Pipes pipes() {
        return ipc().face(Pipes.class);
    }

    /** Returns a new pipe that holds one page. */
    default PipePair newPipe() {
        return pipes().create(page());
    }

    /** Returns options for a pipe that holds one page. */
    static PipeOptions page() {
        return PipeOptions.readWrite().capacityBytes(PAGE);
    }

    /** Makes a FIFO that holds one page, and returns its name. */
    default String newFifo() {
        String name = Client.newName();
        pipes().makeFifo(name, page());
        return name;
    }

    /** Opens an end in a program of its own. */
    default Child<PipeEnd> startOpen(String name, PipeOptions options) {
        return start(ipc -> open(ipc, name, options));
    }

    static PipeEnd open(Ipc ipc, String name, PipeOptions options) {
        return ipc.face(Pipes.class).open(name, options);
    }

    static void put(PipeEnd writer, String text) {
        assertThat(writer.write(message(text))).isEqualTo(text.length());
    }

    /** Reads what is there. */
    static String read(PipeEnd reader) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * PAGE);
        assertThat(reader.read(buffer)).isEqualTo(buffer.position());
        return text(buffer);
    }

    /** Asserts that no byte was lost or came twice. */
    static void assertBalance(PipeStatistics figures) {
        assertThat(figures.written())
                .as("written = read + dropped + buffered")
                .isEqualTo(figures.read() + figures.dropped() + figures.buffered());
    }
}
