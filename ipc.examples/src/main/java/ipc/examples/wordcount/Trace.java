package ipc.examples.wordcount;

import ipc.api.admin.KernelAdmin;
import ipc.api.admin.TraceRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes the system calls of all processes to a file, or nothing to nowhere. */
final class Trace implements AutoCloseable {
    private final KernelAdmin admin;
    private final @Nullable PrintWriter file;

    private Trace(KernelAdmin admin, @Nullable PrintWriter file) {
        this.admin = admin;
        this.file = file;
    }

    static Trace open(KernelAdmin admin, String path) throws IOException {
        if (path.isEmpty()) {
            return new Trace(admin, null);
        }
        PrintWriter file = new PrintWriter(Files.newBufferedWriter(Path.of(path), StandardCharsets.UTF_8));
        admin.trace(0, true);
        return new Trace(admin, file);
    }

    /** Empties the kernel's ring, which is smaller than a run is long. */
    void flush() {
        if (file != null) {
            for (TraceRecord call : admin.traced(0)) {
                file.printf(
                        "%d %d [%d] %s = %s%n", call.sequence(), call.nanos(), call.pid(), call.call(), call.result());
            }
        }
    }

    @Override
    public void close() {
        if (file != null) {
            flush();
            admin.trace(0, false);
            file.close();
        }
    }
}
