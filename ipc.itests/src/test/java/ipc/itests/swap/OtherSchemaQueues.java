package ipc.itests.swap;

import ipc.api.mq.spi.QueueMechanism;
import org.osgi.service.component.annotations.Component;

/** Understands other states than the kernel has. */
@Component(service = QueueMechanism.class)
public class OtherSchemaQueues extends UselessQueues {
    @Override
    public int schema() {
        return 99;
    }
}
