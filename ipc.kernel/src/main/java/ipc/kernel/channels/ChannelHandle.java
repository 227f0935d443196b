package ipc.kernel.channels;

import static ipc.api.Sysno.CH_AWAIT_CLOSED;
import static ipc.api.Sysno.CH_CALL;
import static ipc.api.Sysno.CH_DISCARD;
import static ipc.api.Sysno.CH_GETATTR;
import static ipc.api.Sysno.CH_LOAN;
import static ipc.api.Sysno.CH_RECEIVE;
import static ipc.api.Sysno.CH_RECEIVE_ALL;
import static ipc.api.Sysno.CH_RECEIVE_HANDLES;
import static ipc.api.Sysno.CH_SEND;
import static ipc.api.Sysno.CH_SEND_ALL;
import static ipc.api.Sysno.CH_SEND_HANDLES;
import static ipc.api.Sysno.CH_SETATTR;
import static ipc.api.Sysno.CH_TRY_RECEIVE;
import static ipc.api.Sysno.CH_TRY_SEND;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelLoan;
import ipc.api.channels.ChannelStatus;
import ipc.api.kernel.Deadline;
import ipc.kernel.call.Tracer;
import ipc.kernel.process.Departure;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A process's handle of a channel's end: each call enters the gate, checks, and goes on in the provider's object. */
final class ChannelHandle extends ChannelUser implements Channel {
    private final Set<LoanHandle> loans = ConcurrentHashMap.newKeySet();

    ChannelHandle(KernelProcess process, int number, int rights, ChannelDescription end) {
        super(process, number, rights, end);
    }

    // ---- sending

    @Override
    public void send(ByteBuffer message, int priority, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Task task = gate().enter(this, CH_SEND);
        try {
            checkSend(task, CH_SEND, message, priority);
            if (!sendNow(task, message, priority, 0, end().deadline(task, timeout))) {
                throw notNow(CH_SEND, "is full");
            }
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
        settleDropped();
    }

    @Override
    public boolean trySend(ByteBuffer message, int priority) {
        boolean sent;
        Task task = gate().enter(this, CH_TRY_SEND);
        try {
            checkSend(task, CH_TRY_SEND, message, priority);
            sent = sendNow(task, message, priority, 0, TaskDeadline.NOW);
            Tracer.result(task, sent);
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
        settleDropped();
        return sent;
    }

    private void checkSend(Task task, Sysno call, ByteBuffer message, int priority) {
        if (task.trace() != null) {
            Tracer.arguments(task, "%d, %d bytes, %d", number(), message.remaining(), priority);
        }
        end().beat();
        if (!allows(WRITE)) {
            throw refusal(call, Right.WRITE);
        }
        checkLength(call, message.remaining());
        checkPriority(call, priority);
    }

    private boolean sendNow(Task task, ByteBuffer message, int priority, long cargo, Deadline deadline) {
        while (true) {
            try {
                return node().object().end(end().number()).send(message, priority, cargo, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return false;
                }
            }
        }
    }

    @Override
    public int sendAll(List<ByteBuffer> messages, int priority, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        List<ByteBuffer> own = List.copyOf(messages); // the client's list may change or block: not inside the gate
        int all = call(CH_SEND_ALL, task -> {
            require(CH_SEND_ALL, Right.WRITE);
            own.forEach(message -> checkLength(CH_SEND_ALL, message.remaining()));
            checkPriority(CH_SEND_ALL, priority);
            if (own.isEmpty() && outgoing().elementBytes() > 0) {
                throw new IpcException(
                        Errno.EINVAL, CH_SEND_ALL + " of no elements to " + node().title() + ", bound 1");
            }
            int sent = sendAllNow(task, own, priority, end().deadline(task, timeout));
            if (sent == 0 && !own.isEmpty()) {
                throw notNow(CH_SEND_ALL, "is full");
            }
            return sent;
        });
        settleDropped();
        return all;
    }

    private int sendAllNow(Task task, List<ByteBuffer> messages, int priority, Deadline deadline) {
        while (true) {
            try {
                return node().object().end(end().number()).sendAll(messages, priority, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return 0;
                }
            }
        }
    }

    @Override
    public void sendHandles(ByteBuffer message, List<? extends Handle> handles, int priority, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Departure departure = call(CH_SEND_HANDLES, task -> {
            require(CH_SEND_HANDLES, Right.WRITE);
            Departure leaving = Departure.of(CH_SEND_HANDLES, process(), checkCount(handles), this::checkPassenger);
            boolean sent = false;
            long cargo = node().load(end().peer(), leaving.luggage());
            try {
                checkLength(CH_SEND_HANDLES, message.remaining());
                checkPriority(CH_SEND_HANDLES, priority);
                sent = sendNow(task, message, priority, cargo, end().deadline(task, timeout));
                if (!sent) {
                    throw notNow(CH_SEND_HANDLES, "is full");
                }
            } finally {
                decide(leaving, sent, cargo);
            }
            return leaving;
        });
        node().services().scheduler().inside(() -> finish(departure));
    }

    private void finish(Departure departure) {
        departure.finish();
        node().services().transit().searchFor(end().peer());
        node().services().transit().bury();
    }

    private void decide(Departure departure, boolean sent, long cargo) {
        if (sent) {
            departure.leave();
            return;
        }
        Parcel parcel = node().unload(cargo);
        if (parcel != null) {
            parcel.lost();
        }
        departure.stay();
    }

    private static List<? extends Handle> checkCount(List<? extends Handle> handles) {
        if (handles.size() > HANDLES_MAX) {
            throw IpcException.of(
                    Errno.EMSGSIZE, "%s with %,d handles, limit %,d", CH_SEND_HANDLES, handles.size(), HANDLES_MAX);
        }
        return handles;
    }

    private void checkPassenger(OpenHandle handle) {
        if (handle instanceof ChannelUser user && user.end() == end()) {
            throw new IpcException(
                    Errno.EOPNOTSUPP, CH_SEND_HANDLES + " handle " + handle.number() + " through the same end");
        }
    }

    // ---- receiving

    @Override
    public int receive(ByteBuffer buffer, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Task task = gate().enter(this, CH_RECEIVE);
        try {
            checkReceive(task, CH_RECEIVE, buffer);
            int priority = plain(receiveNow(task, buffer, 0, end().deadline(task, timeout)));
            if (priority < 0) {
                throw notNow(CH_RECEIVE, "is empty");
            }
            Tracer.result(task, priority);
            return priority;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    @Override
    public int tryReceive(ByteBuffer buffer) {
        Task task = gate().enter(this, CH_TRY_RECEIVE);
        try {
            checkReceive(task, CH_TRY_RECEIVE, buffer);
            int priority = plain(receiveNow(task, buffer, 0, TaskDeadline.NOW));
            Tracer.result(task, priority);
            return priority;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private void checkReceive(Task task, Sysno call, ByteBuffer buffer) {
        if (task.trace() != null) {
            Tracer.arguments(task, "%d, room for %d bytes", number(), buffer.remaining());
        }
        end().beat();
        if (!allows(READ)) {
            throw refusal(call, Right.READ);
        }
    }

    /** What was received without being ready for handles. */
    private int plain(long received) {
        if (received < NOTHING) {
            checkHandles(Math.max(1, node().handlesIn(NOTHING - 1 - received)), 0);
        }
        return (int) received;
    }

    @Override
    public int receiveAll(List<ByteBuffer> buffers, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        List<ByteBuffer> own = List.copyOf(buffers); // as in sendAll()
        return call(CH_RECEIVE_ALL, task -> {
            require(CH_RECEIVE_ALL, Right.READ);
            int received = receiveAllNow(task, own, end().deadline(task, timeout));
            if (received == 0 && !own.isEmpty()) {
                checkHandles(node().status(end()).nextHandles(), 0);
                throw notNow(CH_RECEIVE_ALL, "is empty");
            }
            return received;
        });
    }

    private int receiveAllNow(Task task, List<ByteBuffer> buffers, Deadline deadline) {
        while (true) {
            try {
                return node().object().end(end().number()).receiveAll(buffers, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return 0;
                }
            }
        }
    }

    @Override
    public List<Handle> receiveHandles(ByteBuffer buffer, int handlesMax, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        List<Handle> received = call(CH_RECEIVE_HANDLES, task -> {
            require(CH_RECEIVE_HANDLES, Right.READ);
            List<OpenHandle> arrived = receiveWith(task, buffer, handlesMax, end().deadline(task, timeout));
            if (arrived == null) {
                throw notNow(CH_RECEIVE_HANDLES, "is empty");
            }
            return List.<Handle>copyOf(arrived);
        });
        node().services().settle();
        return received;
    }

    @Override
    public boolean discard() {
        boolean discarded = call(CH_DISCARD, task -> {
            require(CH_DISCARD, Right.READ);
            return through(task, () -> node().object().end(end().number()).discard());
        });
        node().services().settle();
        return discarded;
    }

    // ---- calls

    @Override
    public void call(ByteBuffer request, ByteBuffer reply, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        Task task = gate().enter(this, CH_CALL);
        int transaction = node().newTransaction();
        boolean replied = false;
        try {
            checkCall(task, request);
            Deadline deadline = end().deadline(task, timeout);
            if (!begin(task, request, transaction, reply.remaining(), deadline)) {
                throw notNow(CH_CALL, "is full");
            }
            AwaitedReply.begin(task, end().peer(), transaction);
            replied = await(task, transaction, reply, deadline);
            if (!replied) {
                throw notNow(CH_CALL, "has no reply yet");
            }
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            AwaitedReply.end(task);
            if (!replied) {
                node().abandon(end().number(), transaction);
            }
            gate().exit(task);
        }
        settleDropped();
    }

    private void checkCall(Task task, ByteBuffer request) {
        checkSend(task, CH_CALL, request, 0);
        if (!allows(READ)) {
            throw refusal(CH_CALL, Right.READ);
        }
        if (request.remaining() < TRANSACTION_BYTES) {
            throw IpcException.of(
                    Errno.EINVAL,
                    "%s through %s with a request of %,d bytes, at least %d",
                    CH_CALL,
                    node().title(),
                    request.remaining(),
                    TRANSACTION_BYTES);
        }
    }

    private boolean begin(Task task, ByteBuffer request, int transaction, int room, Deadline deadline) {
        while (true) {
            try {
                return node().object().calls(end().number()).begin(request, transaction, room, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return false;
                }
            }
        }
    }

    private boolean await(Task task, int transaction, ByteBuffer reply, Deadline deadline) {
        while (true) {
            try {
                return node().object().calls(end().number()).await(transaction, reply, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return false;
                }
            }
        }
    }

    // ---- loans

    @Override
    public ChannelLoan newLoan() {
        Task task = gate().enter(this, CH_LOAN);
        try {
            Tracer.arguments(task, "%d", number());
            checkOpen(CH_LOAN);
            LoanHandle loan = LoanHandle.open(this);
            loans.add(loan);
            Tracer.result(task, loan.number());
            return loan;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    void ended(LoanHandle loan) {
        loans.remove(loan);
    }

    @Override
    protected void released() {
        loans.forEach(LoanHandle::closeNow);
        super.released();
    }

    // ---- the end

    @Override
    public void awaitClosed(Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        boolean closed = call(CH_AWAIT_CLOSED, task -> {
            require(CH_AWAIT_CLOSED, Right.WAIT);
            return awaitClosed(task, end().deadline(task, timeout));
        });
        if (!closed) {
            throw notNow(CH_AWAIT_CLOSED, "is open");
        }
    }

    private boolean awaitClosed(Task task, Deadline deadline) {
        while (true) {
            try {
                return node().object().end(end().number()).awaitClosed(deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return false;
                }
            }
        }
    }

    @Override
    public ChannelStatus status() {
        return call(CH_GETATTR, task -> {
            require(CH_GETATTR, Right.INSPECT);
            end().beat();
            return through(task, () -> node().status(end()));
        });
    }

    @Override
    public ChannelStatus nonBlocking(boolean on) {
        return call(CH_SETATTR, task -> {
            require(CH_SETATTR, Right.MANAGE);
            ChannelStatus before = through(task, () -> node().status(end()));
            end().nonBlocking(on);
            return before;
        });
    }

    @Override
    public Channel duplicate(Set<Right> rights) {
        return (Channel) duplicated(rights);
    }

    @Override
    public Channel replace(Set<Right> rights) {
        return (Channel) replaced(rights);
    }
}
