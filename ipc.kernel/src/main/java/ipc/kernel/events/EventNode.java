package ipc.kernel.events;

import ipc.api.events.EventOptions;
import ipc.api.events.EventStatus;
import ipc.api.events.spi.AnyEvent;
import ipc.api.events.spi.EventMechanism;
import ipc.api.events.spi.EventObject;
import ipc.api.events.spi.EventState;
import ipc.api.spi.ObjectState;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import java.util.LinkedHashMap;
import java.util.Map;

/** An event as the kernel sees it. */
final class EventNode extends AnyEventNode {
    private final EventOptions options;

    EventNode(long id, Label label, KernelProcess maker, EventServices services, EventOptions options) {
        super(id, label, maker, services);
        this.options = options;
    }

    /** Returns the provider's object, as {@link #object()} does. */
    EventObject event() {
        return (EventObject) object();
    }

    /**
     * Ends a wait that did not come to its end.
     *
     * @param ticket of the wait
     * @param takes whether a release that came at the last moment is for it all the same
     * @return whether it was let go by such a one
     */
    boolean leave(long ticket, boolean takes) {
        boolean[] released = new boolean[1];
        visit(() -> {
            boolean present = present() != null; // the next provider's answer would come too late
            tell(object -> released[0] = ((EventObject) object).leave(ticket, takes && present));
        });
        return released[0];
    }

    EventStatus status() {
        EventState state = state();
        return new EventStatus(name(), options.isManual(), state.set(), state.releases(), waiting());
    }

    /** Also while no provider is there. */
    private EventState state() {
        return present() == null && kept() instanceof EventState waits ? waits : event().state();
    }

    @Override
    OpenHandle handle(Opened opened) {
        return new EventHandle(opened, this);
    }

    @Override
    Map<String, Long> figures() {
        EventStatus status = status();
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("manual flag", status.manual() ? 1L : 0L);
        figures.put("set flag", status.set() ? 1L : 0L);
        figures.put("released times", status.releases());
        figures.put("waiting calls", (long) status.waiting());
        return figures;
    }

    @Override
    protected String kind() {
        return "event";
    }

    @Override
    protected AnyEvent make(EventMechanism provider) {
        return provider.restore(title(), blank());
    }

    @Override
    protected AnyEvent remake(EventMechanism provider, ObjectState exported) {
        return provider.restore(title(), (EventState) exported);
    }

    @Override
    protected EventState blank() {
        return EventState.first(options);
    }
}
