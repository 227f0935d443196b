package ipc.kernel.pipes;

import static ipc.api.Sysno.PIPE_GIVE;
import static ipc.api.Sysno.PIPE_TAKE;
import static ipc.api.Sysno.PIPE_TEE;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.kernel.Deadline;
import ipc.api.kernel.Memory;
import ipc.api.pipes.PipeEnd;
import ipc.api.pipes.spi.DirectPipe;
import ipc.api.pipes.spi.PipeObject;
import ipc.kernel.call.Tracer;
import ipc.kernel.memory.KernelMemory;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.schedule.Task;
import ipc.kernel.schedule.TaskDeadline;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The side of a pipe's handle that moves bytes from pipe to pipe, and memory through pipes. */
abstract class PipeUser extends OpenHandle {
    static final int NOT_NOW = PipeObject.NOT_NOW;

    private final PipeDescription description;
    private final PipeNode node;

    PipeUser(KernelProcess process, int number, int rights, PipeDescription description) {
        super(process, number, rights, description.node().services().port().gate());
        this.description = description;
        this.node = description.node();
        restrict(description.way().allowed());
    }

    final PipeDescription description() {
        return description;
    }

    final PipeNode node() {
        return node;
    }

    /** Copies bytes out as the provider does, through changes of the provider. */
    abstract int readNow(Task task, ByteBuffer buffer, Deadline deadline);

    final IpcException broken(Sysno call) {
        node.services().broken().accept(process());
        return new IpcException(Errno.EPIPE, call + " " + node.title() + ", which nobody has open for reading");
    }

    final IpcException notNow(Sysno call, String state) {
        return new IpcException(Errno.EAGAIN, call + " " + node.title() + ", which is " + state);
    }

    // ---- from pipe to pipe

    /** Finds the handle of an end that a call was given. */
    static PipeHandle of(KernelProcess process, Sysno call, PipeEnd end) {
        if (!(end instanceof PipeHandle handle) || handle.process() != process) {
            throw new IpcException(Errno.EBADF, call + " with a handle that is not of process " + process.pid());
        }
        return handle;
    }

    /** Moves bytes to another pipe, or copies them. */
    final int transfer(Sysno call, PipeEnd end, int bytesMax, Timeout timeout) {
        Objects.requireNonNull(timeout, "timeout");
        PipeUser to = of(process(), call, end);
        return call(
                call,
                task -> {
                    checkTransfer(call, to, bytesMax);
                    return bytesMax == 0 ? 0 : transferNow(task, call, to, new Amount(bytesMax, timeout));
                },
                to.number(),
                bytesMax);
    }

    /** How much to move, and how long to wait for it. */
    private record Amount(int bytesMax, Timeout timeout) {}

    private void checkTransfer(Sysno call, PipeUser to, int bytesMax) {
        require(call, Right.READ);
        to.require(call, Right.WRITE);
        if (bytesMax < 0) {
            throw IpcException.of(Errno.EINVAL, "%s %,d bytes, bound 0", call, bytesMax);
        }
        if (to.node == node) {
            throw new IpcException(Errno.EINVAL, call + " from " + node.title() + " to itself");
        }
        if (node.hasPackets() != to.node.hasPackets()) {
            throw new IpcException(
                    Errno.EINVAL,
                    call + " from " + node.title() + " to " + to.node.title() + ", of which one keeps packets apart");
        }
    }

    private void checkBytes(Sysno call) {
        if (node.hasPackets()) {
            throw new IpcException(Errno.EINVAL, call + " with " + node.title() + ", which keeps packets apart");
        }
    }

    private int transferNow(Task task, Sysno call, PipeUser to, Amount amount) {
        Deadline deadline =
                to.description.nonBlocking() ? TaskDeadline.NOW : description.deadline(task, amount.timeout());
        if (!to.description.hold()) {
            throw to.refusal(call, Right.WRITE);
        }
        try {
            int moved = transferNow(task, to.node, amount.bytesMax(), call == PIPE_TEE, deadline);
            if (moved == NOT_NOW) {
                throw notNow(call, "empty, or " + to.node.title() + " full");
            }
            if (moved == PipeObject.BROKEN) {
                throw to.broken(call);
            }
            return moved;
        } finally {
            to.description.closed();
        }
    }

    private int transferNow(Task task, PipeNode to, int bytesMax, boolean keep, Deadline deadline) {
        while (true) {
            try {
                return node.object().direct().transfer(to.object(), bytesMax, keep, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return NOT_NOW;
                }
            }
        }
    }

    // ---- gifts

    /** Gives the first bytes of a region, which then belongs to the pipe; if it fails, it is still the caller's. */
    final int give(Memory.Region region, int length, Timeout timeout) {
        Task task = gate().enter(this, PIPE_GIVE);
        try {
            checkGive(task, length);
            Gift gift = node.gift(region, length);
            int outcome = NOT_NOW;
            try {
                outcome = giveNow(task, gift, description.deadline(task, timeout));
            } finally {
                if (outcome < 0) {
                    node.forget(gift);
                }
            }
            if (outcome < 0) {
                throw outcome == NOT_NOW ? notNow(PIPE_GIVE, "full") : broken(PIPE_GIVE);
            }
            Tracer.result(task, outcome);
            return outcome;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    private void checkGive(Task task, int length) {
        if (task.trace() != null) {
            Tracer.arguments(task, "%d, %d bytes", number(), length);
        }
        require(PIPE_GIVE, Right.WRITE);
        checkBytes(PIPE_GIVE);
        if (length < 1) {
            throw new IpcException(Errno.EINVAL, PIPE_GIVE + " to " + node.title() + " with nothing to give");
        }
        if (length > node.capacityBytes()) {
            throw IpcException.of(
                    Errno.EMSGSIZE,
                    "%s %,d bytes to %s, which holds %,d",
                    PIPE_GIVE,
                    length,
                    node.title(),
                    node.capacityBytes());
        }
    }

    private int giveNow(Task task, Gift gift, Deadline deadline) {
        while (true) {
            try {
                return node.object().direct().give(gift, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return NOT_NOW;
                }
            }
        }
    }

    /** Takes the first gift, or a copy of the first bytes; null at the end of the file. */
    final @Nullable Lent take(Timeout timeout) {
        Task task = gate().enter(this, PIPE_TAKE);
        try {
            if (task.trace() != null) {
                Tracer.arguments(task, "%d", number());
            }
            require(PIPE_TAKE, Right.READ);
            checkBytes(PIPE_TAKE);
            Deadline deadline = description.deadline(task, timeout);
            Basket basket = new Basket();
            int outcome = takeNow(task, basket, deadline);
            Lent lent = basket.gift == null ? null : taken(basket.gift);
            if (outcome == DirectPipe.NO_GIFT) {
                lent = copied(task, deadline);
            }
            if (outcome == NOT_NOW) {
                throw notNow(PIPE_TAKE, "empty");
            }
            Tracer.result(task, lent == null ? 0 : lent.bytes().limit());
            return lent;
        } catch (RuntimeException | Error failure) {
            throw gate().failed(task, failure);
        } finally {
            gate().exit(task);
        }
    }

    /** What a provider hands out. */
    private static final class Basket implements Consumer<Memory.Region> {
        @Nullable
        Gift gift;

        @Override
        public void accept(Memory.Region handed) {
            gift = (Gift) handed;
        }
    }

    private int takeNow(Task task, Basket basket, Deadline deadline) {
        while (true) {
            try {
                return node.object().direct().take(basket, deadline);
            } catch (RuntimeException | Error failure) {
                if (!gate().again(task, failure, deadline)) {
                    return NOT_NOW;
                }
            }
        }
    }

    private Lent taken(Gift gift) {
        node.forget(gift);
        KernelMemory.charge(gift.region(), process());
        return new Lent(gift.region(), gift.buffer().limit());
    }

    private @Nullable Lent copied(Task task, Deadline deadline) {
        Memory.Region region = node.services().memory().allocate(node.capacityBytes());
        int copied = NOT_NOW;
        try {
            copied = readNow(task, region.buffer().duplicate(), deadline);
        } finally {
            if (copied <= 0) {
                region.release();
            }
        }
        if (copied == NOT_NOW) {
            throw notNow(PIPE_TAKE, "empty");
        }
        return copied == 0 ? null : new Lent(region, copied);
    }
}
