package ipc.kernel.mechanism;

import ipc.api.Sysno;
import ipc.api.admin.ObjectSnapshot;
import ipc.api.spi.KernelObject;
import ipc.api.spi.Mechanism;
import ipc.kernel.call.Gate;
import ipc.kernel.object.Node;
import ipc.kernel.object.Port;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.swap.Exchange;
import ipc.kernel.swap.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One mechanism as the kernel has it: where its providers plug in, what it gives to processes, and what operators see
 * of it.
 *
 * @param <M> the mechanism's SPI
 * @param <O> the object's SPI
 * @param <N> the mechanism's nodes
 */
public abstract class Subsystem<M extends Mechanism, O extends KernelObject, N extends Node<M, O>> {
    private final Class<M> spi;
    private final Foundation foundation;
    private final Port<M, O, N> port;
    private final Exchange<M, O, N> exchange;

    /**
     * Which mechanism it is.
     *
     * @param <M> the mechanism's SPI
     * @param gate the number of its gate, its own
     * @param name the mechanism's word
     * @param spi what providers register
     * @param schema of its state records
     */
    public record Kind<M>(int gate, String name, Class<M> spi, int schema) {}

    /**
     * Makes a mechanism without a provider.
     *
     * @param kind which one
     * @param foundation on which it stands
     */
    protected Subsystem(Kind<M> kind, Foundation foundation) {
        this.spi = kind.spi();
        this.foundation = foundation;
        this.port = new Port<>(kind.name(), foundation.gate(kind.gate(), kind.name()));
        this.exchange = new Exchange<>(port, foundation.ground(kind.schema()));
    }

    /** Returns the mechanism's word. */
    public final String name() {
        return port.mechanism();
    }

    /** Returns what providers register. */
    public final Class<M> spi() {
        return spi;
    }

    /** Returns the objects and the gate. */
    public final Port<M, O, N> port() {
        return port;
    }

    /** Returns who provides, and changes it. */
    public final Exchange<M, O, N> exchange() {
        return exchange;
    }

    /**
     * A provider has come.
     *
     * @param provider the provider; its service is of this mechanism
     * @param why it comes, for the report; empty if it comes by itself
     * @return whether it serves, or could
     */
    public final boolean bind(Provider<? extends Mechanism> provider, String why) {
        M service = spi.cast(provider.service());
        return exchange.bind(new Provider<>(service, provider.name(), provider.version(), provider.ranking()), why);
    }

    /**
     * A provider leaves; it is still alive during this call.
     *
     * @param service the provider, of this mechanism
     */
    public final void unbind(Mechanism service) {
        exchange.unbind(spi.cast(service));
    }

    /** Returns the faces that processes get, by type, and how each is made. */
    public abstract Map<Class<?>, Function<KernelProcess, Object>> faces();

    /**
     * Adds the mechanism's calls to the table of a process.
     *
     * @param table of the process
     */
    public abstract void define(CallTable table);

    /** Returns the call that removes a name. */
    public abstract Sysno unlink();

    /** Looks at all objects, by id; at none while there is no provider. */
    public final List<ObjectSnapshot> snapshots() {
        Gate gate = port.gate();
        List<ObjectSnapshot> result = new ArrayList<>();
        for (N node : port.nodes()) {
            gate.scheduler().inside(() -> gate.visit(foundation.observer(), () -> result.add(snapshot(node))));
        }
        return result;
    }

    private ObjectSnapshot snapshot(N node) {
        var access = node.label().access();
        return new ObjectSnapshot(
                name(),
                node.id(),
                node.name(),
                access.ownerUid(),
                access.ownerGid(),
                access.mode(),
                node.descriptions(),
                figures(node));
    }

    /**
     * Looks at one object, inside the gate.
     *
     * @param node the object
     * @return figures in the order to show them; each key is a name, a space and a unit
     */
    protected abstract Map<String, Long> figures(N node);
}
