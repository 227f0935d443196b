package ipc.kernel.boot;

import ipc.api.admin.SwapReport;
import ipc.api.admin.SwapStep;
import ipc.kernel.Kernel;
import ipc.kernel.swap.SwapObserver;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/**
 * Tells EventAdmin of swaps: {@code ipc/swap/STEP} as each step begins, {@code ipc/swap/ENDED} with the outcome. Where
 * there is no EventAdmin this class is not even loaded.
 */
@Component(
        service = {},
        immediate = true)
public final class SwapEvents implements SwapObserver {
    private static final String TOPIC = "ipc/swap/";

    private static final long IDLE_SECONDS = 10;

    private final Kernel kernel;
    private final EventAdmin events;

    /** EventAdmin keeps the order of what one thread posts, and a swap has two; what comes after the end is dropped. */
    private final ExecutorService teller = new ThreadPoolExecutor(
            0,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("swap events").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    /**
     * Begins to tell.
     *
     * @param component has the kernel
     * @param events takes the events
     */
    @Activate
    public SwapEvents(@Reference KernelComponent component, @Reference EventAdmin events) {
        this.kernel = component.kernel();
        this.events = events;
        kernel.swaps().add(this);
    }

    /** Tells no more. */
    @Deactivate
    void stop() {
        kernel.swaps().remove(this);
        teller.shutdown();
    }

    @Override
    public void began(long number, String mechanism, SwapStep step) {
        tell(step.name(), Map.of("number", number, "mechanism", mechanism));
    }

    @Override
    public void ended(SwapReport report) {
        Map<String, Object> properties = Map.of(
                "number", report.number(),
                "mechanism", report.mechanism(),
                "way", report.way().name(),
                "outcome", report.outcome().name(),
                "from", report.from(),
                "to", report.to(),
                "generation", report.generationAfter(),
                "reason", report.reason());
        tell("ENDED", properties);
    }

    private void tell(String what, Map<String, Object> properties) {
        teller.execute(() -> events.postEvent(new Event(TOPIC + what, properties)));
    }
}
