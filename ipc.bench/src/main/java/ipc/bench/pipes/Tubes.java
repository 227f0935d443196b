package ipc.bench.pipes;

import ipc.api.pipes.PipePair;
import ipc.bench.Ours;
import java.io.EOFException;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;

/** The tubes by their names in reports. */
public final class Tubes {
    /** Ours, through the client's face. */
    public static final String OURS = "ours";

    /** A pair of streams of the JDK, in memory. */
    public static final String PIPED = "java.io piped streams";

    /** The operating system's pipe. */
    public static final String NIO = "java.nio Pipe";

    static final int BYTES = 64;
    private static final int CAPACITY = 65_536;

    private Tubes() {}

    static Tube open(String name) throws IOException {
        return switch (name) {
            case OURS -> new OurTube(Ours.live().pipe());
            case PIPED -> new PipedTube(new PipedInputStream(CAPACITY), new PipedOutputStream());
            case NIO -> new NioTube(Pipe.open());
            default -> throw new IllegalArgumentException("no tube is called " + name);
        };
    }

    private record OurTube(PipePair pipe, ByteBuffer source, ByteBuffer target) implements Tube {
        OurTube(PipePair pipe) {
            this(pipe, ByteBuffer.allocate(BYTES), ByteBuffer.allocate(BYTES));
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
    private record NioTube(Pipe pipe, ByteBuffer source, ByteBuffer target) implements Tube {
        NioTube(Pipe pipe) {
            this(pipe, ByteBuffer.allocateDirect(BYTES), ByteBuffer.allocateDirect(BYTES));
        }

        @Override
        public void write() throws IOException {
            source.rewind();
            while (source.hasRemaining()) {
                pipe.sink().write(source);
            }
        }

        @Override
        public int read() throws IOException {
            target.clear();
            while (target.hasRemaining()) {
                if (pipe.source().read(target) < 0) {
                    throw new EOFException();
                }
            }
            return target.get(0);
        }

        @Override
        public void close() throws IOException {
            pipe.sink().close();
            pipe.source().close();
        }
    }
}
