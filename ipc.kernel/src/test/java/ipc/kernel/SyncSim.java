package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.contentOf;

import ipc.api.Ipc;
import ipc.api.IpcProcess;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.admin.SwapOptions;
import ipc.api.kernel.Memory;
import ipc.api.kernel.Scheduler;
import ipc.api.spi.Owner;
import ipc.api.sync.Creation;
import ipc.api.sync.LockFindings;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.MutexState.Holding;
import ipc.api.sync.spi.SyncMechanism;
import ipc.kernel.OwnerModel.Phase;
import ipc.kernel.schedule.Policy;
import ipc.sync.GuardedSync;
import ipc.sync.checked.CheckedSync;
import ipc.testkit.rows.Row;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Semaphores, mutexes and conditions under the seeded scheduler: many seeds, half of them with a kill at some point,
 * with and without providers that change meanwhile.
 */
class SyncSim {
    private static final int SEEDS = 10_000;
    private static final int SWAPPED_SEEDS = 5_000;
    private static final int CHECKED_SEEDS = 2_000;
    private static final int STEPPED_SEEDS = 10;
    private static final int STEPS = 400;

    /** Time moves by so much at each point. */
    private static final int STEP_NANOS = 100;

    private static final int PLANTED_SEEDS = 10_000;
    private static final int LENDING_SEEDS = 300;

    private static final Path PATHFINDER = Path.of("..", "docs", "pathfinder.md");

    @Test
    @Row({"MX-10", "CV-13", "SE-17"})
    void shouldTellEachDeathAndLoseNoSignal() {
        runs(GuardedSync::new).explore(SEEDS, false);
    }

    @Test
    @Row({"G-17", "CV-14"})
    void shouldDoSoWhileProvidersChange() {
        runs(GuardedSync::new).explore(SWAPPED_SEEDS, true);
    }

    /**
     * Some seeds, each with a death at each of its points; CONTRIBUTING.md says how to run the 100,000 schedules of
     * 250 seeds.
     */
    @Test
    @Row({"MX-10", "CV-13", "SE-17"})
    void shouldTellADeathAtWhateverStep() {
        Map<Phase, Integer> deaths = new EnumMap<>(Phase.class);

        Simulation.seeds(STEPPED_SEEDS).forEach(seed -> {
            for (int killNanos = 0; killNanos < STEPS * STEP_NANOS; killNanos += STEP_NANOS) {
                deaths.merge(run(seed, killNanos), 1, Integer::sum);
            }
        });

        int schedules = deaths.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("SyncSim: " + schedules + " schedules, deaths inside " + deaths);
        if (Long.getLong("ipc.sim.seed") == null) {
            assertThat(deaths).containsKeys(Phase.LOCK, Phase.UNLOCK, Phase.WAIT, Phase.SIGNAL);
        }
    }

    /** Returns inside which call the death was. */
    private static Phase run(long seed, int killNanos) {
        OwnerModel model = new OwnerModel();
        SyncScenario scenario = new SyncScenario(seed, model, killNanos);
        try {
            Simulation simulation =
                    new Simulation(seed, (scheduler, memory) -> model.watching(new GuardedSync(scheduler, memory)));
            simulation.run(scenario);
            assertNothingIsLeft(simulation.kernel());
            return scenario.death();
        } catch (AssertionError failure) {
            String what = "seed " + seed + " with " + scenario + ", replay with -Dipc.sim.seed=" + seed;
            throw new AssertionError(what, failure);
        }
    }

    private static void assertNothingIsLeft(Kernel kernel) {
        assertThat(kernel.memory().usedBytes()).as("bytes kept at the end").isZero();
        assertThat(kernel.handles().count()).as("handles open at the end").isZero();
    }

    @Test
    void shouldTellEachDeathAndLoseNoSignalWhileLocksAreChecked() {
        runs(CheckedSync::new).explore(CHECKED_SEEDS, false);
    }

    @Test
    @Row({"G-17", "CV-14"})
    void shouldDoSoWhileACheckingProviderComesAndGoes() {
        runs(GuardedSync::new, CheckedSync::new, new OwnerModel()).explore(CHECKED_SEEDS, true);
    }

    @Test
    void shouldFindALostWakeUp() {
        ProviderRuns losing =
                runs((scheduler, memory) -> new GuardedSync(new Planted.LosingScheduler(scheduler), memory));

        assertThatThrownBy(() -> losing.explore(PLANTED_SEEDS, false)).hasMessageContaining("seed");
    }

    @Test
    void shouldFindASilentGrant() {
        assertFinds("did not give it up", true);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNLOCK", "WAIT"})
    void shouldFindASilentGrantAfterADeathInACallThatGivesUp(Phase phase) {
        assertFinds("died with it", (real, model) -> new Hasty(real, model, phase));
    }

    @Test
    void shouldFindAWaiterThatTakesASignalToItsGrave() {
        assertFinds("items are taken", false);
    }

    /** What is planted shows in several ways; one of the seeds has to see it for what it is. */
    private static void assertFinds(String complaint, boolean silent) {
        assertFinds(complaint, (real, model) -> new PlantedSync(real, silent));
    }

    private static void assertFinds(String complaint, BiFunction<SyncMechanism, OwnerModel, SyncMechanism> planting) {
        OwnerModel model = new OwnerModel();
        BiFunction<Scheduler, Memory, SyncMechanism> provider =
                (scheduler, memory) -> planting.apply(new GuardedSync(scheduler, memory), model);
        ProviderRuns planted = runs(provider, provider, model);

        assertThat(Simulation.seeds(PLANTED_SEEDS))
                .anyMatch(seed -> planted.complaintOf(seed).contains(complaint));
    }

    private static ProviderRuns runs(BiFunction<Scheduler, Memory, SyncMechanism> provider) {
        return runs(provider, provider, new OwnerModel());
    }

    private static ProviderRuns runs(
            BiFunction<Scheduler, Memory, SyncMechanism> provider,
            BiFunction<Scheduler, Memory, SyncMechanism> other,
            OwnerModel model) {
        return ProviderRuns.of(
                        provider.andThen(model::watching), (seed, changing) -> new SyncScenario(seed, model, changing))
                .changingTo(other.andThen(model::watching))
                .checking(kernel ->
                        assertThat(kernel.admin().lockFindings().values()).allSatisfy(SyncSim::assertAllForgotten));
    }

    /** Takes one that dies inside a call that gives the mutex up for one that has done so. */
    private record Hasty(SyncMechanism real, OwnerModel model, Phase phase) implements ForwardingSync {
        @Override
        public MutexObject restore(String name, MutexState state) {
            return new HastyMutex(real.restore(name, state), model, phase);
        }
    }

    private record HastyMutex(MutexObject real, OwnerModel model, Phase phase) implements PlantedSync.Passing {
        @Override
        public void abandon(Owner gone) {
            Holding holding = real.holding();
            if (gone.process() == holding.process() && model.phase(gone.process()) == phase) {
                real.unlock(new Owner(holding.process(), holding.thread()));
            } else {
                real.abandon(gone);
            }
        }
    }

    /** One mutex, locked in turn, is in no circle, and nothing is known of it when it has gone. */
    private static void assertAllForgotten(LockFindings findings) {
        assertThat(findings.found()).isZero();
        assertThat(findings.locks()).isEmpty();
        assertThat(findings.orders()).isZero();
    }

    /** An owner waits at a gate before a more urgent stranger, because somebody still more urgent waits for it. */
    @Test
    @Row({"MX-16", "G-17"})
    void shouldLendPrioritiesAcrossAChangeOfProviders() {
        Simulation.seeds(LENDING_SEEDS).forEach(seed -> {
            Simulation simulation = new Simulation(seed);
            Kernel kernel = simulation.kernel();
            kernel.bind(new GuardedSync(kernel.scheduler(), kernel.memory()), "first", 0);
            kernel.bind(new GuardedSync(kernel.scheduler(), kernel.memory()), "second", 0);
            List<String> steps = new ArrayList<>();

            simulation.run((ipc, arguments) -> lendAcrossAChange(ipc, kernel, steps));

            assertThat(steps).as("seed %d", seed).containsExactly("owner", "stranger");
        });
    }

    private static int lendAcrossAChange(Ipc ipc, Kernel kernel, List<String> steps) {
        Sync sync = ipc.face(Sync.class);
        Mutex bus = sync.openMutex(
                "/bus", Creation.mode(0600), MutexOptions.of(Kind.NORMAL).inherit());
        Semaphore gate = sync.openSemaphore("/gate", Creation.mode(0600), SemaphoreOptions.counting(0));
        List<IpcProcess> all = new ArrayList<>();
        all.add(spawn(ipc, "owner", 3, own -> {
            own.self().priority(3);
            bus(own).lock();
            gate(own).acquire();
            steps.add("owner");
            bus(own).unlock();
        }));
        awaitWaiting(ipc, () -> gate.status().waiting() == 1);
        all.add(spawn(ipc, "stranger", 10, own -> {
            own.self().priority(10);
            gate(own).acquire();
            steps.add("stranger");
        }));
        awaitWaiting(ipc, () -> gate.status().waiting() == 2);
        all.add(spawn(ipc, "waiter", 20, own -> {
            own.self().priority(20);
            bus(own).lock();
        }));
        awaitWaiting(ipc, () -> bus.status().waiting() == 1);

        kernel.admin().swap("sync", SwapOptions.toBest());

        awaitWaiting(ipc, () -> gate.status().waiting() + bus.status().waiting() == 3);
        gate.release();
        awaitWaiting(ipc, () -> !steps.isEmpty());
        gate.release();
        all.forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
        sync.unlink("/bus");
        sync.unlink("/gate");
        return 0;
    }

    private static Semaphore gate(Ipc ipc) {
        return ipc.face(Sync.class).openSemaphore("/gate", Creation.none(), SemaphoreOptions.counting(0));
    }

    private static void awaitWaiting(Ipc ipc, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            ipc.yieldNow();
        }
    }

    // ---- what happened on Mars

    /**
     * One processor, three processes: the meteorologist has the bus, the bus manager wants it, and somebody between
     * them has much to say to the ground. Returns a drawing of it.
     */
    private static String mars(MutexOptions options, List<String> steps) {
        Simulation simulation = new Simulation(1, Policy.FIFO, GuardedSync::new);
        simulation.trace();
        simulation.run((ipc, arguments) -> {
            ipc.self().priority(31);
            ipc.face(Sync.class).openMutex("/bus", Creation.mode(0600), options);
            IpcProcess weather = spawn(ipc, "weather", 3, own -> {
                Mutex bus = bus(own);
                bus.lock();
                steps.add("weather has the bus");
                own.sleep(Duration.ofNanos(500)); // the others come
                work(own, 3);
                steps.add("weather gives it up");
                bus.unlock();
            });
            IpcProcess manager = spawn(ipc, "manager", 20, own -> {
                own.sleep(Duration.ofNanos(1_000));
                steps.add("manager wants the bus");
                Mutex bus = bus(own);
                bus.lock();
                steps.add("manager has the bus");
                bus.unlock();
            });
            IpcProcess radio = spawn(ipc, "radio", 10, own -> {
                own.sleep(Duration.ofNanos(1_000));
                steps.add("radio begins");
                work(own, 15);
                steps.add("radio ends");
            });
            List.of(weather, manager, radio).forEach(each -> ipc.waitFor(each.pid(), Timeout.forever()));
            ipc.face(Sync.class).unlink("/bus");
            return 0;
        });
        return new ScheduleDrawing(simulation.traced(), "manager", "radio", "weather").text();
    }

    private static Mutex bus(Ipc ipc) {
        return ipc.face(Sync.class).openMutex("/bus", Creation.none(), MutexOptions.of(Kind.NORMAL));
    }

    private interface Part {
        void play(Ipc ipc);
    }

    private static IpcProcess spawn(Ipc ipc, String name, int priority, Part part) {
        IpcProcess process = ipc.spawn(SpawnOptions.program(name, (own, none) -> {
            part.play(own);
            return 0;
        }));
        process.priority(priority);
        return process;
    }

    /** Uses the processor: each call is a point at which somebody more urgent may run. */
    private static void work(Ipc ipc, int calls) {
        for (int i = 0; i < calls; i++) {
            ipc.face(Sync.class).createMutex(MutexOptions.of(Kind.NORMAL)).close();
        }
    }

    /** The document shows what this run gives. */
    private static void assertIsDrawn(String title, String schedule) {
        String drawn = "## " + title + "\n\n```text\n" + schedule + "\n```\n";

        assertThat(contentOf(PATHFINDER.toFile(), StandardCharsets.UTF_8))
                .as("%s, to which belongs:\n%s", PATHFINDER, drawn)
                .contains(drawn);
    }

    @Test
    @Row("MX-16")
    void shouldLetTheLessUrgentRunFirstWithoutInheritance() {
        List<String> steps = new ArrayList<>();

        String schedule = mars(MutexOptions.of(Kind.NORMAL), steps);

        assertThat(steps).containsSubsequence("manager wants the bus", "radio ends", "manager has the bus");
        assertIsDrawn("Without inheritance", schedule);
    }

    @Test
    @Row("MX-16")
    void shouldLetTheMostUrgentRunFirstWithInheritance() {
        List<String> steps = new ArrayList<>();

        String schedule = mars(MutexOptions.of(Kind.NORMAL).inherit(), steps);

        assertThat(steps)
                .containsSubsequence(
                        "manager wants the bus", "weather gives it up", "manager has the bus", "radio ends");
        assertIsDrawn("With inheritance", schedule);
    }
}
