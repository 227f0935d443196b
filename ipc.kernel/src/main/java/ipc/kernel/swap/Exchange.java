package ipc.kernel.swap;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.admin.MechanismSnapshot;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.admin.SwapReport;
import ipc.api.admin.SwapWay;
import ipc.api.spi.KernelObject;
import ipc.api.spi.Mechanism;
import ipc.kernel.object.Node;
import ipc.kernel.object.Port;
import ipc.kernel.schedule.Caller;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which provider serves a mechanism, and every change of that: one at a time, each on a kernel task of its own, so that
 * whoever asks for it may be killed without harm.
 *
 * <p>One provider serves by choice: the best one when the first object was made, the one last commanded, or with a
 * greedy policy the highest-ranked. Another one stands in for it while it is away.
 *
 * @param <M> the mechanism's SPI
 * @param <O> the object's SPI
 * @param <N> the mechanism's nodes
 */
public final class Exchange<M extends Mechanism, O extends KernelObject, N extends Node<M, O>> {
    private static final long NANOS_A_MILLI = 1_000_000;

    private final Port<M, O, N> port;
    private final KernelScheduler scheduler;
    private final Ground ground;
    private final Turn turn;

    /** Best first; changed by whoever has the turn. */
    private final List<Provider<M>> candidates = new CopyOnWriteArrayList<>();

    private volatile @Nullable Provider<M> serving;
    private volatile @Nullable Probation<M> probation;
    private volatile int generation;
    private volatile Rescue rescue = Rescue.NONE;
    private String chosen = "";
    private boolean commanded;
    private long graceEndNanos;

    /**
     * What an exchange stands on.
     *
     * @param schema of the mechanism's state records
     * @param kernel for whom swaps work
     * @param settings as configured now
     * @param history of all swaps
     */
    public record Ground(int schema, Caller kernel, Supplier<SwapSettings> settings, SwapHistory history) {}

    /** A successor that has to prove itself. */
    private record Probation<M>(
            Provider<M> successor, @Nullable Provider<M> previous, long untilNanos, AtomicBoolean failed) {}

    /**
     * Makes an exchange without providers.
     *
     * @param port has the objects
     * @param ground what it stands on
     */
    public Exchange(Port<M, O, N> port, Ground ground) {
        this.port = port;
        this.ground = ground;
        this.scheduler = port.gate().scheduler();
        this.turn = new Turn(scheduler, "turn to swap " + port.mechanism());
        port.gate().onFault(this::failed);
    }

    /**
     * Says who brings providers back.
     *
     * @param next asked from now on
     */
    public void rescue(Rescue next) {
        rescue = next;
    }

    /**
     * A provider has come; it serves if no other does, if it is the chosen one, or if it is better and that counts.
     *
     * @param provider the provider
     * @param why it comes, for the report; empty if it comes by itself
     * @return whether it serves, or could: false if it was to serve and was of no use
     */
    public boolean bind(Provider<M> provider, String why) {
        return inTurn(true, () -> {
            candidates.add(provider);
            List<Provider<M>> sorted = candidates.stream()
                    .sorted(Comparator.comparingInt((Provider<M> each) -> each.ranking())
                            .reversed())
                    .toList();
            candidates.clear();
            candidates.addAll(sorted);
            SwapReport report = take(provider, why);
            return report == null || report.outcome() == SwapOutcome.SWITCHED;
        });
    }

    private @Nullable SwapReport take(Provider<M> provider, String why) {
        Provider<M> present = serving;
        boolean isChosen = provider.name().equals(chosen);
        if (present == null) {
            return arrive(isChosen ? SwapWay.RETURN : SwapWay.ARRIVAL, provider, why);
        }
        if (isChosen && !present.name().equals(chosen)) {
            return helped(provider, change(SwapWay.RETURN, provider, false, why));
        }
        if (provider.ranking() > present.ranking() && isOpenToBetter()) {
            return choose(provider, change(SwapWay.RANKING, provider, false, why));
        }
        return null;
    }

    /** The order in which bundles start decides nothing: until something is in use, the best provider is taken. */
    private boolean isOpenToBetter() {
        return ground.settings().get().greedy() || (!commanded && port.created() == 0);
    }

    private SwapReport choose(Provider<M> provider, SwapReport report) {
        if (report.outcome() == SwapOutcome.SWITCHED) {
            chosen = provider.name();
        }
        return report;
    }

    /**
     * A provider leaves; if it serves, another one goes on, or the states wait. Its objects are still alive during
     * this call.
     *
     * @param service the provider
     */
    public void unbind(M service) {
        inTurn(true, () -> {
            candidates.removeIf(candidate -> candidate.service() == service);
            Provider<M> leaving = serving;
            if (leaving != null && leaving.service() == service) {
                depart(leaving);
            }
            return true;
        });
    }

    private void depart(Provider<M> leaving) {
        Journal journal = journal(SwapWay.DEPARTURE, leaving);
        graceEndNanos = scheduler.nowNanos() + ground.settings().get().graceMillis() * NANOS_A_MILLI;
        serving = null;
        probation = null;
        SwapOutcome outcome = swap(journal).depart(candidates, graceEndNanos, this::switched);
        Provider<M> successor = serving;
        journal.end(successor == null ? "" : successor.label(), outcome, generation);
    }

    /**
     * Changes the provider as an operator says.
     *
     * @param options where to, and how far
     * @return what happened
     */
    public SwapReport swap(SwapOptions options) {
        return inTurn(false, () -> {
            Provider<M> to = target(options.target());
            SwapReport report = serving == null
                    ? arrive(SwapWay.COMMANDED, to, "")
                    : change(SwapWay.COMMANDED, to, options.isCheckOnly(), "");
            commanded |= report.outcome() == SwapOutcome.SWITCHED;
            return choose(to, report);
        });
    }

    private Provider<M> target(@Nullable String wanted) {
        Provider<M> present = serving;
        for (Provider<M> candidate : candidates) {
            if (wanted == null ? candidate != present : candidate.isCalled(wanted)) {
                if (candidate == present) {
                    throw new IpcException(
                            Errno.EINVAL, "swap " + port.mechanism() + " to " + wanted + ", which serves already");
                }
                return candidate;
            }
        }
        String what = wanted == null ? "another provider" : wanted;
        List<String> there = candidates.stream().map(Provider::label).toList();
        throw new IpcException(
                Errno.ENOENT, "swap " + port.mechanism() + " to " + what + ", which is not there; there are " + there);
    }

    /** A call failed inside the provider: the thread that made it is inside the gate and does not wait. */
    private void failed(Throwable failure) {
        Probation<M> present = probation;
        if (present != null
                && scheduler.nowNanos() < present.untilNanos()
                && present.failed().compareAndSet(false, true)) {
            start(() -> {
                swapBack(present, failure);
                return true;
            });
        }
    }

    private void swapBack(Probation<M> failing, Throwable failure) {
        if (serving != failing.successor()) {
            return;
        }
        String why = "a call failed in " + failing.successor().label() + ": " + failure;
        Provider<M> previous = failing.previous();
        if (previous == null || !candidates.contains(previous)) {
            rescue.instead(failing.successor().name(), why);
            return;
        }
        Journal journal = journal(SwapWay.FAILURE, failing.successor());
        journal.because(why);
        SwapOutcome outcome = swap(journal).change(previous, false, this::serves);
        choose(previous, journal.end(previous.label(), outcome, generation));
    }

    private SwapReport change(SwapWay way, Provider<M> to, boolean checkOnly, String why) {
        Journal journal = journal(way, serving);
        journal.because(why);
        SwapOutcome outcome = swap(journal).change(to, checkOnly, this::switched);
        return journal.end(to.label(), outcome, generation);
    }

    private SwapReport arrive(SwapWay way, Provider<M> to, String why) {
        Journal journal = journal(way, null);
        journal.because(why);
        SwapOutcome outcome = swap(journal).arrive(List.of(to), graceEndNanos, this::switched);
        SwapReport report = helped(to, journal.end(to.label(), outcome, generation));
        if (chosen.isEmpty()) {
            choose(to, report);
        }
        return report;
    }

    /** Asks for the provider's predecessor if it was to serve and is of no use. */
    private SwapReport helped(Provider<M> provider, SwapReport report) {
        if (report.outcome() != SwapOutcome.SWITCHED) {
            rescue.instead(provider.name(), report.reason());
        }
        return report;
    }

    /** A successor serves, on probation; the gate is still closed. */
    private void switched(Provider<M> successor) {
        long until = scheduler.nowNanos() + ground.settings().get().probationMillis() * NANOS_A_MILLI;
        Provider<M> previous = serving;
        serves(successor);
        probation = new Probation<>(successor, previous, until, new AtomicBoolean());
    }

    private void serves(Provider<M> provider) {
        serving = provider;
        generation++;
        probation = null;
    }

    private Journal journal(SwapWay way, @Nullable Provider<M> from) {
        String label = from == null ? "" : from.label();
        return new Journal(scheduler, ground.history(), new Journal.Head(port.mechanism(), way, label, generation));
    }

    private Swap<M, O, N> swap(Journal journal) {
        SwapSettings settings = ground.settings().get();
        return new Swap<>(new Swap.Site<>(port, ground.schema(), ground.kernel(), settings), journal);
    }

    private <R> Errand<R> start(Supplier<R> work) {
        return Errand.start(scheduler, ground.kernel(), "swap of " + port.mechanism(), () -> {
            turn.take();
            try {
                return work.get();
            } finally {
                turn.give();
            }
        });
    }

    /**
     * Waits until something was done in turn.
     *
     * @param firmly whether also a killed or interrupted thread waits; otherwise the work goes on without it
     */
    private <R> R inTurn(boolean firmly, Supplier<R> work) {
        AtomicReference<R> result = new AtomicReference<>();
        scheduler.inside(() -> {
            Task task = scheduler.current();
            Caller before = task.caller();
            task.callFor(firmly ? ground.kernel() : commander(before));
            try {
                Errand<R> errand = start(work);
                result.set(firmly ? errand.awaitFirmly() : errand.await());
            } finally {
                task.callFor(before);
            }
        });
        return Objects.requireNonNull(result.get());
    }

    /** A thread that is in no call may have made its last one for a process that is no more; it still may command. */
    private Caller commander(Caller last) {
        try {
            last.checkAlive();
            return last.plain();
        } catch (IpcException gone) {
            return ground.kernel();
        }
    }

    /** Returns all providers that are there, best first, whoever of them serves. */
    public List<Provider<M>> providers() {
        return List.copyOf(candidates);
    }

    /** Returns who serves, who else could, and how many objects there are. */
    public MechanismSnapshot snapshot() {
        Provider<M> present = serving;
        List<String> others = candidates.stream()
                .filter(candidate -> candidate != present)
                .map(Provider::label)
                .toList();
        String label = present == null ? "" : present.label();
        int objects = port.nodes().size();
        return new MechanismSnapshot(port.mechanism(), label, generation, objects, port.created(), others);
    }
}
