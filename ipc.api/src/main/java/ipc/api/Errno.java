package ipc.api;

/**
 * The one vocabulary of failure, with the names of POSIX and the numbers of Linux.
 *
 * <p>Each public operation lists the values it can report and their exact cause; one value has one meaning for one
 * operation.
 */
public enum Errno {
    /** The caller is not permitted, whatever its rights on the object. */
    EPERM(1),
    /** Nothing has that name. */
    ENOENT(2),
    /** No such process, or it has ended. */
    ESRCH(3),
    /** The wait was interrupted; nothing has changed. */
    EINTR(4),
    /** The provider failed inside the call; what the call has changed is not known. */
    EIO(5),
    /** The address is not a device or endpoint that is ready. */
    ENXIO(6),
    /** The handle is closed, was never open, or was opened for the other direction. */
    EBADF(9),
    /** There is no child to wait for. */
    ECHILD(10),
    /** Not now: the call would have had to wait, and was not to; or the provider has been away for too long. */
    EAGAIN(11),
    /** No memory under the limit of the process or of the system. */
    ENOMEM(12),
    /** The security policy or the rights of the handle refuse. */
    EACCES(13),
    /** Somebody else has it. */
    EBUSY(16),
    /** The name is taken. */
    EEXIST(17),
    /** An argument is outside its range, or the object is of another kind. */
    EINVAL(22),
    /** The limit of the system is reached. */
    ENFILE(23),
    /** The limit of the process is reached. */
    EMFILE(24),
    /** The object would grow past its largest size. */
    EFBIG(27),
    /** No room under a quota. */
    ENOSPC(28),
    /** A stream cannot be positioned. */
    ESPIPE(29),
    /** The other end is closed. */
    EPIPE(32),
    /** Waiting would never end. */
    EDEADLK(35),
    /** A name is longer than 255 bytes. */
    ENAMETOOLONG(36),
    /** No such system call, or no provider of the mechanism is installed. */
    ENOSYS(38),
    /** A value would pass its maximum. */
    EOVERFLOW(75),
    /** A message or a buffer does not have the size that is needed. */
    EMSGSIZE(90),
    /** The protocol is of another type. */
    EPROTOTYPE(91),
    /** The protocol is not supported. */
    EPROTONOSUPPORT(93),
    /** The operation is not supported by this object. */
    EOPNOTSUPP(95),
    /** The address family is not supported. */
    EAFNOSUPPORT(97),
    /** The address is in use. */
    EADDRINUSE(98),
    /** The peer reset the connection. */
    ECONNRESET(104),
    /** The endpoint is connected already. */
    EISCONN(106),
    /** The endpoint is not connected. */
    ENOTCONN(107),
    /** Too many references are in flight. */
    ETOOMANYREFS(109),
    /** The deadline passed; nothing has changed. */
    ETIMEDOUT(110),
    /** Nobody listens. */
    ECONNREFUSED(111),
    /** The operation is already in progress. */
    EALREADY(114),
    /** The operation has been started. */
    EINPROGRESS(115),
    /** The handle was closed while the call waited on it. */
    ECANCELED(125),
    /** The previous owner died; the caller owns the lock and must make its data consistent. */
    EOWNERDEAD(130),
    /** The data protected by the lock are lost. */
    ENOTRECOVERABLE(131);

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    /** {@return the number that Linux gives to this error; the numbered form reports it negated} */
    public int number() {
        return number;
    }
}
