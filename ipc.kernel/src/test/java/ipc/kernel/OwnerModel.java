package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.spi.Owner;
import ipc.api.sync.LockFindings;
import ipc.api.sync.spi.LockChecker;
import ipc.api.sync.spi.MutexObject;
import ipc.api.sync.spi.MutexState;
import ipc.api.sync.spi.MutexState.Holding;
import ipc.api.sync.spi.SyncMechanism;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has the mutex of a scenario, and who has died with it.
 *
 * <p>What the processes do is not enough to know that: who dies inside an unlock or a wait may have given the mutex up
 * or not. So the model looks into the object when that hears of a death. If the object still names the dead one, the
 * next owner has to be told; if it does not, the next owner must not be.
 */
final class OwnerModel {
    /** Where a process may be when it dies. */
    enum Phase {
        LOCK,
        UNLOCK,
        WAIT,
        SIGNAL,
        ELSEWHERE
    }

    /** By pid; those who died inside a call stay. */
    private final Map<Integer, Phase> phases = new HashMap<>();

    /** Who got it last and has not come back from a call that gives it up. */
    private @Nullable IpcProcess owner;

    /** The owner is inside such a call. */
    private boolean leaving;

    /** The pid of one that died having it, until the next owner was told; else 0. */
    private int untold;

    /** Forgets all; for the next run. */
    OwnerModel anew() {
        phases.clear();
        owner = null;
        leaving = false;
        untold = 0;
        return this;
    }

    // ---- what the processes do

    /** Makes a call, and returns how it failed; null if it did not. */
    @Nullable
    Errno during(Phase phase, IpcProcess process, Runnable call) {
        phases.put(process.pid(), phase);
        Errno end = null;
        try {
            call.run();
        } catch (IpcException failure) {
            end = failure.errno();
        }
        phases.remove(process.pid()); // who was killed does not get here
        return end;
    }

    /** Returns inside which call a process is, or died. */
    Phase phase(int pid) {
        return phases.getOrDefault(pid, Phase.ELSEWHERE);
    }

    /** The owner is about to call what gives the mutex up. */
    void leaves(IpcProcess process) {
        assertThat(owner).isEqualTo(process);
        leaving = true;
    }

    /** It has given the mutex up; somebody else may have it already. */
    void left(IpcProcess process) {
        if (process.equals(owner)) {
            owner = null;
            leaving = false;
        }
    }

    /** A process has the mutex now, and was told or not that its last owner died. */
    void entered(IpcProcess process, boolean told) {
        assertThat(owner == null || leaving || told)
                .as("%s has it, %s had it and did not give it up", process, owner)
                .isTrue();
        assertThat(told)
                .as("%s has it, process %d died with it; it was told of a death", process, untold)
                .isEqualTo(untold != 0);
        owner = process;
        leaving = false;
        untold = 0;
    }

    // ---- what the objects know

    /** Returns a provider whose mutexes tell this model of deaths. */
    SyncMechanism watching(SyncMechanism real) {
        return real instanceof LockChecker checker ? new WatchedChecker(checker, this) : new Watched(real, this);
    }

    private record Watched(SyncMechanism real, OwnerModel model) implements ForwardingSync {
        @Override
        public MutexObject restore(String name, MutexState state) {
            return new WatchedMutex(real.restore(name, state), model);
        }
    }

    private record WatchedChecker(LockChecker real, OwnerModel model) implements ForwardingSync, LockChecker {
        @Override
        public MutexObject restore(String name, MutexState state) {
            return new WatchedMutex(real.restore(name, state), model);
        }

        @Override
        public LockFindings findings() {
            return real.findings();
        }
    }

    private record WatchedMutex(MutexObject real, OwnerModel model) implements PlantedSync.Passing {
        @Override
        public void abandon(Owner gone) {
            Holding holding = real.holding();
            if (gone.includes(holding.process(), holding.thread())) {
                model.untold = holding.process();
            }
            real.abandon(gone);
        }
    }
}
