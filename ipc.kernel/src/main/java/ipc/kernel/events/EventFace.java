package ipc.kernel.events;

import static ipc.api.Sysno.BUS_CREATE;
import static ipc.api.Sysno.BUS_OPEN;
import static ipc.api.Sysno.COUNTER_CREATE;
import static ipc.api.Sysno.COUNTER_OPEN;
import static ipc.api.Sysno.EVENTS_UNLINK;
import static ipc.api.Sysno.EVENT_CREATE;
import static ipc.api.Sysno.EVENT_OPEN;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.events.BusOptions;
import ipc.api.events.Counter;
import ipc.api.events.CounterOptions;
import ipc.api.events.Event;
import ipc.api.events.EventBus;
import ipc.api.events.EventOptions;
import ipc.api.events.Events;
import ipc.kernel.call.Gate;
import ipc.kernel.call.Tracer;
import ipc.kernel.object.Naming;
import ipc.kernel.object.Node.Label;
import ipc.kernel.object.Port;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.OpenHandle;
import ipc.kernel.process.Rights;
import ipc.kernel.schedule.Task;
import java.util.Set;

/** One process's face of events. */
final class EventFace implements Events {
    private final KernelProcess process;
    private final EventServices services;
    private final Gate gate;
    private final Naming naming;

    EventFace(KernelProcess process, EventServices services) {
        this.process = process;
        this.services = services;
        this.gate = services.gate();
        this.naming = new Naming(process, services.guard());
    }

    /**
     * How an object of one kind is made.
     *
     * @param kind of node that a name has to stand for
     * @param what people call it
     * @param creates whether it may be made
     * @param mode of its name
     * @param maker makes a node
     */
    private record Recipe(Class<? extends AnyEventNode> kind, String what, boolean creates, int mode, Maker maker) {}

    private interface Maker {
        AnyEventNode node(long id, Label label);
    }

    private Recipe recipe(EventOptions options) {
        Maker maker = (id, label) -> new EventNode(id, label, process, services, options);
        return new Recipe(EventNode.class, "an event", options.creates(), options.mode(), maker);
    }

    private Recipe recipe(CounterOptions options, Sysno call) {
        Maker maker = (id, label) -> {
            CounterNode.checkValue(call, options.value());
            return new CounterNode(id, label, process, services, options);
        };
        return new Recipe(CounterNode.class, "a counter", options.creates(), options.mode(), maker);
    }

    private Recipe recipe(BusOptions options, Sysno call) {
        Maker maker = (id, label) -> {
            BusLimits.of(process, services).check(call, options);
            return new BusNode(id, label, process, services, options);
        };
        return new Recipe(BusNode.class, "an event bus", options.creates(), options.mode(), maker);
    }

    @Override
    public EventBus open(String name, BusOptions options) {
        return (EventBus) open(BUS_OPEN, name, recipe(options, BUS_OPEN));
    }

    @Override
    public EventBus create(BusOptions options) {
        return (EventBus) create(BUS_CREATE, recipe(options, BUS_CREATE));
    }

    @Override
    public Counter open(String name, CounterOptions options) {
        return (Counter) open(COUNTER_OPEN, name, recipe(options, COUNTER_OPEN));
    }

    @Override
    public Counter create(CounterOptions options) {
        return (Counter) create(COUNTER_CREATE, recipe(options, COUNTER_CREATE));
    }

    @Override
    public Event open(String name, EventOptions options) {
        return (Event) open(EVENT_OPEN, name, recipe(options));
    }

    @Override
    public Event create(EventOptions options) {
        return (Event) create(EVENT_CREATE, recipe(options));
    }

    private OpenHandle open(Sysno call, String name, Recipe recipe) {
        Task task = gate.enter(process.caller(), call);
        try {
            Tracer.arguments(task, "\"%s\"", name);
            Opening opening = new Opening(call, name, recipe);
            AnyEventNode node =
                    gate.whenProvided(task, () -> services.port().open(call, naming.space(), name, opening));
            OpenHandle handle = node.open(process, Rights.ALL, !opening.made);
            Tracer.result(task, handle.number());
            return handle;
        } catch (RuntimeException | Error failure) {
            throw gate.failed(task, failure);
        } finally {
            gate.exit(task);
        }
    }

    private OpenHandle create(Sysno call, Recipe recipe) {
        Task task = gate.enter(process.caller(), call);
        try {
            services.guard().checkCreate(process, call, recipe.what());
            AnyEventNode node = gate.whenProvided(
                    task, () -> services.port().create(id -> recipe.maker().node(id, naming.unnamed())));
            OpenHandle handle = node.open(process, Rights.ALL, false);
            Tracer.result(task, handle.number());
            return handle;
        } catch (RuntimeException | Error failure) {
            throw gate.failed(task, failure);
        } finally {
            gate.exit(task);
        }
    }

    private final class Opening implements Port.Opening<AnyEventNode> {
        private final Sysno call;
        private final String name;
        private final Recipe recipe;
        private boolean made;

        private Opening(Sysno call, String name, Recipe recipe) {
            this.call = call;
            this.name = name;
            this.recipe = recipe;
        }

        @Override
        public void check(AnyEventNode node) {
            services.guard().checkOpen(process, call, name, node.label().access(), Set.of(Right.READ, Right.WRITE));
            if (!recipe.kind().isInstance(node)) {
                throw new IpcException(Errno.EINVAL, call + " " + name + ", which is not " + recipe.what());
            }
        }

        @Override
        public AnyEventNode make(long id) {
            if (!recipe.creates()) {
                throw new IpcException(Errno.ENOENT, call + " " + name + ": nothing has that name");
            }
            AnyEventNode node = recipe.maker().node(id, naming.named(call, name, recipe.mode()));
            made = true;
            return node;
        }
    }

    @Override
    public void unlink(String name) {
        naming.unlink(EVENTS_UNLINK, services.port(), name);
    }
}
