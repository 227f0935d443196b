package ipc.pipes;

import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.pipes.spi.PipeMechanism;
import ipc.api.pipes.spi.PipeObject;
import ipc.api.pipes.spi.PipeState;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Registers pipes that keep their bytes in a ring each. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE, property = "service.ranking:Integer=100")
public final class RingPipes implements PipeMechanism {
    private final Scheduler scheduler;
    private final Memory memory;
    private final AtomicLong made = new AtomicLong();

    /**
     * Makes the mechanism.
     *
     * @param scheduler where calls wait
     * @param memory where pipes keep their bytes
     */
    @Activate
    public RingPipes(@Reference Scheduler scheduler, @Reference Memory memory) {
        this.scheduler = scheduler;
        this.memory = memory;
    }

    @Override
    public PipeObject restore(String name, PipeState state) {
        return new RingPipe(new Sides(name, scheduler, made.incrementAndGet()), state, memory);
    }
}
