package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Semaphore;
import ipc.api.sync.SemaphoreOptions;
import ipc.api.sync.Sync;
import ipc.kernel.process.KernelProcess;
import ipc.sync.GuardedSync;
import ipc.sync.checked.CheckedSync;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Priorities lent along a chain, and taken back by whatever ends it: low has a mutex that middle waits for, who has one
 * that high waits for. Meanwhile the provider stays, changes, or leaves for a while.
 */
@org.junit.jupiter.api.Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class LendingSim {
    private static final int SEEDS = 30;
    private static final int ROUNDS_MAX = 10_000;
    private static final int BETWEEN = 12;
    private static final int LOW = 3;
    private static final int MIDDLE = 8;
    private static final int HIGH = 20;

    /** No process. */
    private static final int GONE = 0;

    private static final MutexOptions INHERIT = MutexOptions.of(Kind.NORMAL).inherit();

    /** What becomes of the provider while priorities are lent. */
    enum Change {
        NONE {
            @Override
            void happens(Chain chain) {}
        },
        SWAP {
            @Override
            void happens(Chain chain) {
                chain.kernel.bind(new GuardedSync(chain.kernel.scheduler(), chain.kernel.memory()), "second", 0);
                chain.swap(SwapOptions.toBest());
            }
        },
        CHECKED_AND_BACK {
            @Override
            void happens(Chain chain) {
                chain.kernel.bind(new CheckedSync(chain.kernel.scheduler(), chain.kernel.memory()), "checked", -1);
                chain.swap(SwapOptions.toBest().target("checked"));
                chain.ipc.sleep(Duration.ofNanos(10_000));
                chain.assertPriorities(HIGH, HIGH);
                chain.swap(SwapOptions.toBest().target("first"));
            }
        },
        STOP_AND_START {
            @Override
            void happens(Chain chain) {
                chain.kernel.unbind(chain.provider);
                chain.ipc.sleep(Duration.ofNanos(10_000));
                chain.assertPriorities(HIGH, HIGH);
                chain.kernel.bind(chain.provider, "first", 0);
            }
        };

        abstract void happens(Chain chain);
    }

    /** A low, a middle and a high process, and perhaps more. */
    static final class Chain {
        private final Kernel kernel;
        private final GuardedSync provider;
        private final Ipc ipc;
        private final List<IpcProcess> all = new ArrayList<>();

        /** What low and middle wait for between their steps. */
        private final Semaphore lowGoes;

        private final Semaphore middleGoes;

        private Chain(Kernel kernel, GuardedSync provider, Ipc ipc) {
            this.kernel = kernel;
            this.provider = provider;
            this.ipc = ipc;
            this.lowGoes = gate(ipc, "/low");
            this.middleGoes = gate(ipc, "/middle");
            mutex(ipc, "/near");
            mutex(ipc, "/far");
            mutex(ipc, "/beside");
        }

        private static Semaphore gate(Ipc ipc, String name) {
            return ipc.face(Sync.class).openSemaphore(name, Creation.mode(0600), SemaphoreOptions.counting(0));
        }

        private static Mutex mutex(Ipc ipc, String name) {
            return ipc.face(Sync.class).openMutex(name, Creation.mode(0600), INHERIT);
        }

        private IpcProcess starts(int priority, Consumer<Ipc> body) {
            IpcProcess process = ipc.spawn(SpawnOptions.program("user", (own, none) -> {
                own.self().priority(priority);
                body.accept(own);
                return 0;
            }));
            all.add(process);
            return process;
        }

        /** Has two mutexes, and unlocks one after the other. */
        private void startLow() {
            starts(LOW, own -> {
                mutex(own, "/near").lock();
                mutex(own, "/beside").lock();
                gate(own, "/low").acquire();
                mutex(own, "/near").unlock();
                gate(own, "/low").acquire();
                mutex(own, "/beside").unlock();
                gate(own, "/low").acquire();
            });
            await(() -> lowGoes.status().waiting() == 1);
        }

        private void startMiddle() {
            starts(MIDDLE, own -> {
                mutex(own, "/far").lock();
                mutex(own, "/near").lock();
                gate(own, "/middle").acquire();
                mutex(own, "/far").unlock();
                gate(own, "/middle").acquire();
            });
            awaitPriorities(MIDDLE, MIDDLE);
        }

        private IpcProcess startWaiter(int priority, String mutex, Timeout timeout) {
            return starts(priority, own -> {
                try {
                    mutex(own, mutex).lock(timeout);
                } catch (IpcException failure) {
                    assertThat(failure.errno()).isIn(Errno.ETIMEDOUT, Errno.EOWNERDEAD);
                }
                gate(own, "/end").acquire();
            });
        }

        private int priority(int place) {
            KernelProcess process = kernel.processes().find(all.get(place).pid());
            return process == null || all.get(place).state() == IpcProcess.State.ZOMBIE
                    ? GONE
                    : process.schedulingPriority();
        }

        private List<Integer> priorities() {
            return List.of(priority(0), priority(1));
        }

        private void assertPriorities(int low, int middle) {
            assertThat(priorities()).as("of low and middle").containsExactly(low, middle);
        }

        private void awaitPriorities(int low, int middle) {
            for (int round = 0; !priorities().equals(List.of(low, middle)); round++) {
                assertThat(round)
                        .as("rounds until %d, %d; now %s", low, middle, priorities())
                        .isLessThan(ROUNDS_MAX);
                ipc.sleep(Duration.ofNanos(1_000));
            }
            ipc.sleep(Duration.ofNanos(20_000));
            assertPriorities(low, middle);
        }

        private void await(BooleanSupplier condition) {
            for (int round = 0; !condition.getAsBoolean(); round++) {
                assertThat(round).as("rounds").isLessThan(ROUNDS_MAX);
                ipc.sleep(Duration.ofNanos(1_000));
            }
        }

        private void swap(SwapOptions options) {
            assertThat(kernel.admin().swap("sync", options).outcome()).isEqualTo(SwapOutcome.SWITCHED);
        }

        /** Those who wait for others end before them, so that nobody gets what they had. */
        private void end() {
            all.reversed().forEach(each -> {
                Simulation.kill(each);
                ipc.waitFor(each.pid(), Timeout.forever());
            });
        }
    }

    /** Lets a chain come about, its provider change, and the chain end. */
    private static void run(Change change, Timeout patience, EndOfChain end) {
        Simulation.explore(SEEDS, seed -> {
            Simulation simulation = new Simulation(seed);
            Kernel kernel = simulation.kernel();
            GuardedSync provider = new GuardedSync(kernel.scheduler(), kernel.memory());
            kernel.bind(provider, "first", 0);
            simulation.run((ipc, arguments) -> {
                Chain chain = new Chain(kernel, provider, ipc);
                chain.startLow();
                chain.startMiddle();
                IpcProcess high = chain.startWaiter(HIGH, "/far", patience);
                chain.awaitPriorities(HIGH, HIGH);
                change.happens(chain);
                chain.awaitPriorities(HIGH, HIGH);
                end.comes(chain, high);
                chain.end();
                return 0;
            });
        });
    }

    /** What ends it. */
    @FunctionalInterface
    private interface EndOfChain {
        void comes(Chain chain, IpcProcess high);
    }

    @ParameterizedTest
    @EnumSource
    @Row({"MX-16", "G-17"})
    void shouldLendNoLongerThanTheMostUrgentWaits(Change change) {
        run(change, Timeout.after(1, 0), (chain, high) -> {
            chain.ipc.sleep(Duration.ofSeconds(1));
            chain.awaitPriorities(MIDDLE, MIDDLE);
        });
    }

    @ParameterizedTest
    @EnumSource
    @Row({"MX-16", "G-17"})
    void shouldLendNoLongerThanTheMostUrgentLives(Change change) {
        run(change, Timeout.forever(), (chain, high) -> {
            high.kill();
            chain.awaitPriorities(MIDDLE, MIDDLE);
        });
    }

    @ParameterizedTest
    @EnumSource
    @Row({"MX-16", "G-17"})
    void shouldLendNothingThroughOneThatIsDead(Change change) {
        run(change, Timeout.forever(), (chain, high) -> {
            chain.all.get(1).kill();
            chain.awaitPriorities(LOW, GONE);
        });
    }

    @ParameterizedTest
    @EnumSource
    @Row({"MX-16", "G-17"})
    void shouldTakeBackWhatWasLentAsMutexesAreUnlocked(Change change) {
        run(change, Timeout.forever(), (chain, high) -> {
            chain.lowGoes.release();
            chain.awaitPriorities(LOW, HIGH);
            chain.middleGoes.release();
            chain.awaitPriorities(LOW, MIDDLE);
        });
    }

    /** To the next one, not to its own at once. */
    @ParameterizedTest
    @EnumSource
    @Row({"MX-16", "G-17"})
    void shouldFallToTheNextWaiterOfAnotherMutex(Change change) {
        run(change, Timeout.forever(), (chain, high) -> {
            IpcProcess between = chain.startWaiter(BETWEEN, "/beside", Timeout.forever());
            chain.awaitPriorities(HIGH, HIGH);
            high.kill();
            chain.awaitPriorities(BETWEEN, MIDDLE);
            between.kill();
            chain.awaitPriorities(MIDDLE, MIDDLE);
        });
    }

    @ParameterizedTest
    @EnumSource
    @Row({"MX-16", "G-17"})
    void shouldKeepWhatTheOtherMutexLends(Change change) {
        run(change, Timeout.forever(), (chain, high) -> {
            chain.startWaiter(BETWEEN, "/beside", Timeout.forever());
            chain.ipc.sleep(Duration.ofNanos(20_000));
            chain.lowGoes.release();
            chain.awaitPriorities(BETWEEN, HIGH);
            chain.lowGoes.release();
            chain.awaitPriorities(LOW, HIGH);
        });
    }

    /** The kernel, not the provider, knows who waits. */
    @ParameterizedTest
    @EnumSource(names = "NONE")
    @Row({"MX-16", "G-17"})
    void shouldTakeBackWhatWasLentWhileNoProviderIsThere(Change change) {
        run(change, Timeout.forever(), (chain, high) -> {
            chain.kernel.unbind(chain.provider);
            high.kill();
            chain.awaitPriorities(MIDDLE, MIDDLE);
            chain.kernel.bind(chain.provider, "first", 0);
            chain.awaitPriorities(MIDDLE, MIDDLE);
        });
    }
}
