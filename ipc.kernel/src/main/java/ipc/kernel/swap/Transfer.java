package ipc.kernel.swap;

import ipc.api.admin.SwapStep;
import ipc.api.spi.KernelObject;
import ipc.api.spi.Mechanism;
import ipc.api.spi.ObjectState;
import ipc.kernel.object.Node;
import ipc.kernel.schedule.KernelScheduler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes from one provider to another: states, and the shadow objects made from them. Its steps run provider code,
 * on a thread that may be given up; what such a thread still makes is destroyed by itself.
 */
final class Transfer<M extends Mechanism, O extends KernelObject, N extends Node<M, O>> {
    private final KernelScheduler scheduler;
    private final Journal journal;
    private final List<N> nodes;
    private final long sinceNanos;
    private final Map<N, ObjectState> states = new LinkedHashMap<>();
    private final Map<N, O> shadows = new LinkedHashMap<>();
    private boolean dropped;

    Transfer(KernelScheduler scheduler, Journal journal, List<N> nodes) {
        this.scheduler = scheduler;
        this.journal = journal;
        this.nodes = nodes;
        this.sinceNanos = scheduler.nowNanos();
    }

    /** Returns when it began, on the kernel's clock. */
    long sinceNanos() {
        return sinceNanos;
    }

    /** Takes the state of each object, all or none. */
    void export() {
        journal.begin(SwapStep.EXPORT);
        for (N node : nodes) {
            put(node, stateOf(node));
        }
        count();
    }

    /** Takes the state of each object that gives one; the provider leaves in any case. */
    void exportWhatCanBe() {
        journal.begin(SwapStep.EXPORT);
        for (N node : nodes) {
            try {
                put(node, stateOf(node));
            } catch (RuntimeException | Error failure) {
                journal.because(node.title() + " begins anew: " + SwapFailure.describe("EXPORT", failure));
            }
        }
        count();
    }

    private ObjectState stateOf(N node) {
        ObjectState state = node.export();
        String contradiction = state.contradiction();
        if (!contradiction.isEmpty()) {
            throw new SwapFailure("EXPORT of " + node.title() + " contradicts itself: " + contradiction);
        }
        return state;
    }

    /** Takes the states that wait in the nodes. */
    void takeKept() {
        for (N node : nodes) {
            ObjectState state = node.kept();
            if (state != null) {
                put(node, state);
            }
        }
        count();
    }

    private synchronized void put(N node, ObjectState state) {
        states.put(node, state);
    }

    private synchronized void count() {
        long items = states.values().stream().mapToLong(ObjectState::items).sum();
        long bytes = states.values().stream().mapToLong(ObjectState::bytes).sum();
        journal.moved(states.size(), items, bytes);
    }

    /** Makes shadow objects, compares them with what they were made from, and prepares them to be used. */
    void importInto(M successor) {
        journal.begin(SwapStep.IMPORT);
        Map<N, ObjectState> exported = exported();
        for (Map.Entry<N, ObjectState> each : exported.entrySet()) {
            N node = each.getKey();
            scheduler.current().callFor(node.mover());
            O shadow = node.shadow(successor, each.getValue());
            if (!add(node, shadow)) {
                shadow.destroy();
                throw new SwapFailure("IMPORT was given up");
            }
        }
        journal.begin(SwapStep.CHECK);
        exported.forEach((node, state) -> compare(node, state, shadow(node)));
        exported.keySet().forEach(node -> node.prepare(shadow(node)));
    }

    private synchronized Map<N, ObjectState> exported() {
        return new LinkedHashMap<>(states);
    }

    private static void compare(Node<?, ?> node, ObjectState exported, KernelObject shadow) {
        ObjectState imported = shadow.state();
        if (!imported.sums().equals(exported.sums())) {
            throw new SwapFailure("CHECK of " + node.title() + ": exported " + exported.sums() + ", the successor has "
                    + imported.sums());
        }
        if (!imported.equals(exported)) {
            throw new SwapFailure("CHECK of " + node.title() + ": sums are equal, contents or order are not");
        }
    }

    private synchronized boolean add(N node, O shadow) {
        if (!dropped) {
            shadows.put(node, shadow);
        }
        return !dropped;
    }

    private synchronized O shadow(N node) {
        O shadow = shadows.get(node);
        if (shadow == null) {
            throw new SwapFailure("CHECK was given up");
        }
        return shadow;
    }

    /** Returns the state of each node, null where there is none. */
    synchronized Map<N, @Nullable ObjectState> states() {
        Map<N, @Nullable ObjectState> all = new LinkedHashMap<>();
        nodes.forEach(node -> all.put(node, states.get(node)));
        return all;
    }

    /** Returns the shadows, which are to be used. */
    synchronized Map<N, O> shadows() {
        return new LinkedHashMap<>(shadows);
    }

    /** Gives up: returns the shadows made so far, which are to be destroyed. */
    synchronized List<O> drop() {
        dropped = true;
        List<O> made = new ArrayList<>(shadows.values());
        shadows.clear();
        return made;
    }
}
