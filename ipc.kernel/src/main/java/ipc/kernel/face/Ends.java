package ipc.kernel.face;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.SpawnOptions;
import ipc.api.Sysno;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.Pipes;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Luggage;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.Streams;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The ends of pipes that a process is born with, on their way from its spawner. */
final class Ends {
    private @Nullable Luggage in;
    private @Nullable Luggage out;

    /** Takes from the spawner what the options say, or what it has itself. */
    static Ends of(KernelProcess spawner, SpawnOptions options, Pipes pipes) {
        Ends ends = new Ends();
        try {
            Handle input = options.input();
            Handle output = options.output();
            if (input != null) {
                ends.in = pack(spawner, input, pipes::reading);
            } else {
                ends.in = inherited(spawner.streams().inEnd());
            }
            if (output != null) {
                ends.out = pack(spawner, output, pipes::writing);
            } else if (options.out() == null) {
                ends.out = inherited(spawner.streams().outEnd());
            }
            return ends;
        } catch (RuntimeException | Error failure) {
            ends.lost();
            throw failure;
        }
    }

    /** Refuses an end that is open for the other way. */
    @FunctionalInterface
    private interface Check {
        Object of(PipeEnd end);
    }

    private static Luggage pack(KernelProcess spawner, Handle end, Check check) {
        if (!(end instanceof OpenHandle handle && end instanceof PipeEnd pipe) || handle.process() != spawner) {
            throw new IpcException(
                    Errno.EBADF, Sysno.SPAWN + " with " + end.number() + ", no end of a pipe of process " + spawner);
        }
        check.of(pipe);
        return handle.shared(Sysno.SPAWN);
    }

    private static @Nullable Luggage inherited(@Nullable OpenHandle end) {
        try {
            return end == null ? null : end.shared(Sysno.SPAWN);
        } catch (IpcException closed) {
            return null; // by the spawner itself, who then has nothing to share
        }
    }

    /** Opens what is here in the process, which is about to begin. */
    void open(KernelProcess process, Ipc ipc) {
        Streams plain = process.streams();
        OpenHandle reader = arrived(in, process);
        in = null;
        OpenHandle writer = arrived(out, process);
        out = null;
        if (reader != null || writer != null) {
            Pipes pipes = ipc.face(Pipes.class);
            InputStream input = reader == null ? plain.in() : pipes.input((PipeEnd) reader);
            PrintStream output = writer == null ? plain.out() : print(pipes, (PipeEnd) writer);
            process.streams(new Streams(reader, writer, input, output));
        }
    }

    private static PrintStream print(Pipes pipes, PipeEnd end) {
        return new PrintStream(pipes.output(end), false, StandardCharsets.UTF_8);
    }

    private static @Nullable OpenHandle arrived(@Nullable Luggage luggage, KernelProcess process) {
        if (luggage == null) {
            return null;
        }
        process.handles().reserve(1);
        try {
            return luggage.arrives(process);
        } catch (RuntimeException | Error failure) {
            process.handles().unreserve(1);
            throw failure;
        }
    }

    /** Lets go of what has not arrived. */
    void lost() {
        if (in != null) {
            in.lost();
            in = null;
        }
        if (out != null) {
            out.lost();
            out = null;
        }
    }
}
