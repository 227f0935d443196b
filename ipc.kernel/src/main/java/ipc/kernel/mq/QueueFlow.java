package ipc.kernel.mq;

import ipc.api.Timeout;
import ipc.api.mq.MessageLoan;
import ipc.kernel.flow.FlowLoan;
import ipc.kernel.flow.FlowSite;
import ipc.kernel.process.OpenHandle;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A queue's loan, as adapters need it. */
record QueueFlow(MessageLoan loan) implements FlowLoan {
    static FlowSite site(QueueHandle queue) {
        QueueServices services = queue.node().services();
        return new FlowSite(
                queue.node().title(), queue, () -> new QueueFlow(queue.newLoan()), services.scheduler(), services::log);
    }

    @Override
    public ByteBuffer receive() {
        return loan.receive(Timeout.forever());
    }

    @Override
    public void release() {
        loan.release();
    }

    @Override
    public @Nullable ByteBuffer tryClaim() {
        return loan.tryClaim();
    }

    @Override
    public ByteBuffer claim() {
        return loan.claim(Timeout.forever());
    }

    @Override
    public void send() {
        loan.send(0);
    }

    @Override
    public OpenHandle handle() {
        return (OpenHandle) loan;
    }

    @Override
    public void close() {
        loan.close();
    }
}
