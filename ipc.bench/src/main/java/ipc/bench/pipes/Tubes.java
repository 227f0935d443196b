package ipc.bench.pipes;

import ipc.api.pipes.PipePair;
import ipc.bench.Ours;
import java.io.EOFException;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tubes by their names in reports. */
public final class Tubes {
    /** Ours, through the client's face. */
    public static final String OURS = "ours";

    /** A pair of streams of the JDK, in memory. */
    public static final String PIPED = "java.io piped streams";

    /** The operating system's pipe. */
    public static final String NIO = "java.nio Pipe";

    /** A connected pair of sockets of the operating system. */
    public static final String UNIX = "Unix socket";

    static final int BYTES = 64;
    static final int BLOCK_BYTES = 65_536;
    private static final int CAPACITY = 65_536;

    private Tubes() {}

    /** Opens a tube for pieces of so many bytes. */
    static Tube open(String name, int bytes) throws IOException {
        return switch (name) {
            case OURS -> new OurTube(Ours.live().pipe(), bytes);
            case PIPED -> new PipedTube(new PipedInputStream(CAPACITY), new PipedOutputStream());
            case NIO -> nio(Pipe.open(), bytes);
            case UNIX -> unix(bytes);
            default -> throw new IllegalArgumentException("no tube is called " + name);
        };
    }

    private static Tube nio(Pipe pipe, int bytes) {
        return new ChannelTube(pipe.sink(), pipe.source(), bytes);
    }

    private static Tube unix(int bytes) throws IOException {
        Path path = Files.createTempDirectory("ipc").resolve("s");
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            SocketChannel sink = SocketChannel.open(address);
            return new ChannelTube(sink, server.accept(), bytes);
        } finally {
            Files.deleteIfExists(path);
            Files.deleteIfExists(path.getParent());
        }
    }

    private record OurTube(PipePair pipe, ByteBuffer source, ByteBuffer target) implements Tube {
        OurTube(PipePair pipe, int bytes) {
            this(pipe, ByteBuffer.allocate(bytes), ByteBuffer.allocate(bytes));
        }

        @Override
        public void write() {
            pipe.writer().write(source.rewind());
        }

        @Override
        public int read() throws IOException {
            target.clear();
            while (target.hasRemaining()) {
                if (pipe.reader().read(target) == 0) {
                    throw new EOFException();
                }
            }
            return target.get(0);
        }

        @Override
        public void close() {
            pipe.reader().close();
            pipe.writer().close();
        }
    }

    private static final class PipedTube implements Tube {
        private final PipedInputStream in;
        private final PipedOutputStream out;
        private final byte[] source = new byte[BYTES];
        private final byte[] target = new byte[BYTES];

        PipedTube(PipedInputStream in, PipedOutputStream out) throws IOException {
            this.in = in;
            this.out = out;
            in.connect(out);
        }

        @Override
        public void write() throws IOException {
            out.write(source);
        }

        @Override
        public int read() throws IOException {
            if (in.readNBytes(target, 0, BYTES) < BYTES) {
                throw new EOFException();
            }
            return target[0];
        }

        @Override
        public void close() throws IOException {
            out.close();
            in.close();
        }
    }

    /** Direct buffers, which the JDK would otherwise copy into. */
    private record ChannelTube(
            WritableByteChannel sink, ReadableByteChannel origin, ByteBuffer source, ByteBuffer target)
            implements Tube {
        ChannelTube(WritableByteChannel sink, ReadableByteChannel origin, int bytes) {
            this(sink, origin, ByteBuffer.allocateDirect(bytes), ByteBuffer.allocateDirect(bytes));
        }

        @Override
        public void write() throws IOException {
            source.rewind();
            while (source.hasRemaining()) {
                sink.write(source);
            }
        }

        @Override
        public int read() throws IOException {
            target.clear();
            while (target.hasRemaining()) {
                if (origin.read(target) < 0) {
                    throw new EOFException();
                }
            }
            return target.get(0);
        }

        @Override
        public void close() throws IOException {
            sink.close();
            origin.close();
        }
    }
}
