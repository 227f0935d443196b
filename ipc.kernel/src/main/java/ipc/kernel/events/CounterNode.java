package ipc.kernel.events;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.events.Counter;
import ipc.api.events.CounterOptions;
import ipc.api.events.CounterStatus;
import ipc.api.events.spi.AnyEvent;
import ipc.api.events.spi.CounterObject;
import ipc.api.events.spi.CounterState;
import ipc.api.events.spi.EventMechanism;
import ipc.api.spi.ObjectState;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import java.util.LinkedHashMap;
import java.util.Map;

/** A counter as the kernel sees it. */
final class CounterNode extends AnyEventNode {
    private final CounterOptions options;

    CounterNode(long id, Label label, KernelProcess maker, EventServices services, CounterOptions options) {
        super(id, label, maker, services);
        this.options = options;
    }

    /** Throws if a value is larger than any counter; there is one such. */
    static void checkValue(Sysno call, long value) {
        if (Long.compareUnsigned(value, Counter.MAX) > 0) {
            throw new IpcException(
                    Errno.EINVAL,
                    call + " with " + Long.toUnsignedString(value) + ", bounds 0 to "
                            + Long.toUnsignedString(Counter.MAX));
        }
    }

    /** Returns the provider's object, as {@link #object()} does. */
    CounterObject counter() {
        return (CounterObject) object();
    }

    CounterStatus status() {
        return new CounterStatus(name(), options.isByOne(), state().value(), waiting());
    }

    /** Also while no provider is there. */
    private CounterState state() {
        return present() == null && kept() instanceof CounterState waits
                ? waits
                : counter().state();
    }

    @Override
    OpenHandle handle(Opened opened) {
        return new CounterHandle(opened, this);
    }

    @Override
    Map<String, Long> figures() {
        CounterStatus status = status();
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("counted times", status.value());
        figures.put("waiting calls", (long) status.waiting());
        return figures;
    }

    @Override
    protected String kind() {
        return "counter";
    }

    @Override
    protected AnyEvent make(EventMechanism provider) {
        return provider.restore(title(), blank());
    }

    @Override
    protected AnyEvent remake(EventMechanism provider, ObjectState exported) {
        return provider.restore(title(), (CounterState) exported);
    }

    @Override
    protected CounterState blank() {
        return CounterState.first(options);
    }
}
