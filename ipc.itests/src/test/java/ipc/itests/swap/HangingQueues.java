package ipc.itests.swap;

import ipc.api.mq.spi.QueueMechanism;
import java.util.concurrent.CountDownLatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Is never active. */
@Component(service = QueueMechanism.class)
public class HangingQueues extends UselessQueues {
    /** Hangs until its thread is interrupted. */
    @Activate
    public HangingQueues() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
