package ipc.testkit.client;

import ipc.api.Credentials;
import ipc.api.ExitStatus;
import ipc.api.Ipc;
import ipc.api.IpcProcess;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.testkit.kernel.Watchdog;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A child process with a result.
 *
 * @param <T> type of the result
 */
public final class Child<T> {
    private final Ipc parent;
    private final IpcProcess process;
    private final AtomicReference<@Nullable T> value;
    private final AtomicReference<@Nullable Throwable> failure;

    private Child(
            Ipc parent,
            IpcProcess process,
            AtomicReference<@Nullable T> value,
            AtomicReference<@Nullable Throwable> failure) {
        this.parent = parent;
        this.process = process;
        this.value = value;
        this.failure = failure;
    }

    static <T> Child<T> start(Ipc parent, Client.Body<T> body, Credentials credentials) {
        AtomicReference<@Nullable T> value = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        SpawnOptions options = SpawnOptions.program("test", (ipc, arguments) -> {
                    try {
                        value.set(body.run(ipc));
                        return 0;
                    } catch (Exception | AssertionError thrown) {
                        failure.set(thrown);
                        return 1;
                    }
                })
                .credentials(credentials);
        return new Child<>(parent, parent.spawn(options), value, failure);
    }

    /** {@return the process} */
    public IpcProcess process() {
        return process;
    }

    /** {@return how it ended, which comes soon} */
    public ExitStatus status() {
        return statusOf(parent, process.pid());
    }

    static ExitStatus statusOf(Ipc parent, int pid) {
        ExitStatus status = parent.waitFor(pid, Timeout.after(Watchdog.limit()));
        if (status == null) {
            throw new AssertionError("process " + pid + " does not end; it is "
                    + parent.process(pid).state());
        }
        return status;
    }

    /** {@return what it returned; what it threw is thrown} */
    public T result() {
        ExitStatus status = status();
        Throwable thrown = failure.get();
        switch (thrown) {
            case null -> {}
            case RuntimeException exception -> throw exception;
            case AssertionError error -> throw error;
            default -> throw new AssertionError(thrown);
        }
        return Objects.requireNonNull(value.get(), () -> "no result, but " + status);
    }
}
