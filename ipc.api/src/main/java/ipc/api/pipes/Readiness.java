package ipc.api.pipes;

/** What an end of a pipe is ready for (POSIX {@code poll}). */
public enum Readiness {
    /** A read would find something ({@code POLLIN}). */
    IN,
    /** A write of at most {@link PipeOptions#ATOMIC_BYTES} would find room ({@code POLLOUT}). */
    OUT,
    /** Nobody has the write end open: once the pipe is empty, a read finds the end ({@code POLLHUP}). */
    HUP,
    /** Nobody has the read end open: a write fails ({@code POLLERR}). */
    ERR
}
