package ipc.itests.swap;

import ipc.api.mq.spi.QueueMechanism;
import org.osgi.service.component.annotations.Component;

/** Is active, and throws when it is to take over. */
@Component(service = QueueMechanism.class)
public class ThrowingQueues extends UselessQueues {}
