package ipc.kernel.swap;

import ipc.api.admin.SwapOutcome;
import ipc.api.admin.SwapStep;
import ipc.api.spi.KernelObject;
import ipc.api.spi.Mechanism;
import ipc.kernel.call.Gate;
import ipc.kernel.object.Node;
import ipc.kernel.object.Port;
import ipc.kernel.schedule.Caller;
import ipc.kernel.schedule.KernelScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One change of provider: a transaction that ends with the old provider or the new one, each with everything.
 *
 * <p>Its own steps change nothing until the last one, which is a store for each object. Provider code runs on a thread
 * of its own with a limit, so a provider that hangs or throws can neither hang nor break a swap.
 */
final class Swap<M extends Mechanism, O extends KernelObject, N extends Node<M, O>> {
    private static final long NANOS_A_MILLI = 1_000_000;

    private final Site<M, O, N> site;
    private final Journal journal;
    private final Gate gate;
    private final KernelScheduler scheduler;

    /** Whether the outcome is certain. */
    private final AtomicBoolean decided = new AtomicBoolean();

    /** What is moved, once calls have left the old provider. */
    private volatile @Nullable Transfer<M, O, N> transfer;

    /** Objects that nobody uses any more. */
    private final List<O> unused = new ArrayList<>();

    /**
     * Where a swap happens.
     *
     * @param port has the objects
     * @param schema of the state records
     * @param kernel for whom it works
     * @param settings limits as configured now
     */
    record Site<M extends Mechanism, O extends KernelObject, N extends Node<M, O>>(
            Port<M, O, N> port, int schema, Caller kernel, SwapSettings settings) {}

    Swap(Site<M, O, N> site, Journal journal) {
        this.site = site;
        this.journal = journal;
        this.gate = site.port().gate();
        this.scheduler = gate.scheduler();
    }

    /** From the provider that serves to another one. */
    SwapOutcome change(Provider<M> to, boolean checkOnly, Consumer<Provider<M>> switched) {
        if (!isFit(to)) {
            return SwapOutcome.REFUSED;
        }
        Errand<SwapOutcome> work = start(() -> changeNow(to, checkOnly, switched));
        SwapOutcome outcome = watch(work);
        journal.stuck(gate.awaitRestarts(drainNanosMax()));
        if (transfer != null) {
            cleanUp();
        }
        return outcome;
    }

    /** All on one thread: to change threads would take longer than what they do. */
    private SwapOutcome changeNow(Provider<M> to, boolean checkOnly, Consumer<Provider<M>> switched) {
        if (!freeze(gate::settle)) {
            journal.because("calls would not leave the provider within "
                    + site.settings().drainMillisMax() + " ms");
            resume();
            return SwapOutcome.REFUSED;
        }
        Transfer<M, O, N> present = transfer();
        transfer = present;
        boolean fine = succeeds(() -> {
            present.export();
            present.importInto(to.service());
        });
        scheduler.current().callFor(site.kernel());
        if (!fine || checkOnly) {
            decide(() -> giveUp(present));
            return fine ? SwapOutcome.CHECKED : SwapOutcome.ROLLED_BACK;
        }
        decide(() -> {
            adopt(to, present, switched);
            resume();
        });
        return SwapOutcome.SWITCHED;
    }

    /** Ends the change, unless it was ended already: who works and who watches may both want to. */
    private boolean decide(Runnable end) {
        boolean first = decided.compareAndSet(false, true);
        if (first) {
            end.run();
        }
        return first;
    }

    private void giveUp(Transfer<M, O, N> given) {
        unused.addAll(given.drop());
        resume();
    }

    private void giveUp(Transfer<M, O, N> given, Errand<?> work) {
        journal.because(SwapFailure.describe(journal.step(), overdue(work)));
        giveUp(given);
    }

    /** Waits for the end of the work, or brings it about when provider code does not come back. */
    private SwapOutcome watch(Errand<SwapOutcome> work) {
        long until = scheduler.nowNanos() + swapNanosMax();
        while (!work.endsBy(until)) {
            Transfer<M, O, N> present = transfer;
            long now = scheduler.nowNanos();
            until = (present == null ? now : present.sinceNanos()) + swapNanosMax();
            if (present != null && until <= now) {
                return decide(() -> giveUp(present, work)) ? SwapOutcome.ROLLED_BACK : work.awaitFirmly();
            }
        }
        return work.result();
    }

    /** The provider that serves leaves, whatever happens; the first of the others that can takes over. */
    SwapOutcome depart(List<Provider<M>> others, long graceEndNanos, Consumer<Provider<M>> switched) {
        if (!freeze(gate::drain)) {
            journal.because("the state was taken beside calls that would not leave");
        }
        Transfer<M, O, N> present = transfer();
        attempt(present::exportWhatCanBe);
        unused.addAll(site.port().keep(present.states()));
        return settle(others, graceEndNanos, switched);
    }

    /** Nobody serves; the first that can goes on from the states that wait. */
    SwapOutcome arrive(List<Provider<M>> candidates, long graceEndNanos, Consumer<Provider<M>> switched) {
        freeze(gate::drain);
        site.port().beginChange();
        return settle(candidates, graceEndNanos, switched);
    }

    private SwapOutcome settle(List<Provider<M>> candidates, long graceEndNanos, Consumer<Provider<M>> switched) {
        for (Provider<M> candidate : candidates) {
            if (takesOver(candidate, switched)) {
                resume();
                cleanUp();
                return SwapOutcome.SWITCHED;
            }
        }
        journal.begin(SwapStep.RESUME);
        site.port().vacate(graceEndNanos);
        journal.gateOpened();
        cleanUp();
        return SwapOutcome.WAITING;
    }

    private boolean takesOver(Provider<M> candidate, Consumer<Provider<M>> switched) {
        if (!isFit(candidate)) {
            return false;
        }
        Transfer<M, O, N> present =
                new Transfer<>(scheduler, journal, site.port().nodes());
        present.takeKept();
        if (!attempt(() -> present.importInto(candidate.service()))) {
            unused.addAll(present.drop());
            return false;
        }
        adopt(candidate, present, switched);
        return true;
    }

    private boolean isFit(Provider<M> provider) {
        journal.begin(SwapStep.PREFLIGHT);
        try {
            int schema = bounded(() -> provider.service().schema());
            if (schema != site.schema()) {
                journal.because("PREFLIGHT: " + provider.label() + " has state schema " + schema + ", needed is "
                        + site.schema());
            }
            return schema == site.schema();
        } catch (RuntimeException | Error failure) {
            journal.because(SwapFailure.describe("PREFLIGHT of " + provider.label(), failure));
            return false;
        }
    }

    private boolean freeze(LongFunction<List<String>> drain) {
        journal.begin(SwapStep.FREEZE);
        journal.waiters(gate.close());
        journal.begin(SwapStep.DRAIN);
        List<String> stuck = drain.apply(drainNanosMax());
        journal.stuck(stuck);
        return stuck.isEmpty();
    }

    private long drainNanosMax() {
        return site.settings().drainMillisMax() * NANOS_A_MILLI;
    }

    private long swapNanosMax() {
        return site.settings().swapMillisMax() * NANOS_A_MILLI;
    }

    private Transfer<M, O, N> transfer() {
        return new Transfer<>(scheduler, journal, site.port().beginChange());
    }

    private boolean attempt(Runnable steps) {
        return succeeds(() -> bounded(() -> {
            steps.run();
            return true;
        }));
    }

    private boolean succeeds(Runnable steps) {
        try {
            steps.run();
            return true;
        } catch (RuntimeException | Error failure) { // whatever a provider throws is for the report
            journal.because(SwapFailure.describe(journal.step(), failure));
            return false;
        }
    }

    /** Runs provider code on a thread of its own, up to the limit. */
    private <R> R bounded(Supplier<R> body) {
        Errand<R> errand = start(body);
        if (!errand.endsBy(scheduler.nowNanos() + swapNanosMax())) {
            throw overdue(errand);
        }
        return errand.result();
    }

    private <R> Errand<R> start(Supplier<R> body) {
        return Errand.start(scheduler, site.kernel(), "provider of " + gate, body);
    }

    private SwapFailure overdue(Errand<?> errand) {
        journal.stuck(List.of(errand.whereabouts()));
        return new SwapFailure(
                journal.step() + " did not come back within " + site.settings().swapMillisMax() + " ms");
    }

    private void adopt(Provider<M> to, Transfer<M, O, N> transfer, Consumer<Provider<M>> switched) {
        journal.begin(SwapStep.SWITCH);
        unused.addAll(site.port().adopt(to.service(), transfer.shadows()));
        switched.accept(to);
    }

    private void resume() {
        journal.begin(SwapStep.RESUME);
        gate.open();
        journal.gateOpened();
    }

    /** Destroys what nobody uses any more; calls go on already. */
    private void cleanUp() {
        journal.begin(SwapStep.PROBATION);
        List<N> released = site.port().endChange();
        if (unused.isEmpty() && released.isEmpty()) {
            return;
        }
        try {
            bounded(() -> {
                unused.forEach(object -> destroy(object::destroy));
                released.forEach(node -> destroy(() -> site.port().destroy(node)));
                return true;
            });
        } catch (RuntimeException failure) {
            journal.because(SwapFailure.describe("destroying old objects", failure));
        }
        unused.clear();
    }

    private void destroy(Runnable destruction) {
        try {
            destruction.run();
        } catch (RuntimeException | Error failure) {
            journal.because(SwapFailure.describe("destroying an old object", failure));
        }
    }
}
