package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static ipc.testkit.client.Client.newName;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Ipc;
import ipc.api.admin.LockAdmin;
import ipc.api.admin.MechanismAdmin;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.sync.LockFindings;
import ipc.api.sync.LockInversion.Step;
import ipc.api.sync.LockUse;
import ipc.api.sync.LockUse.Holder;
import ipc.api.sync.Mutex;
import ipc.itests.container.InContainer;
import ipc.itests.container.Service;
import ipc.testkit.rows.Row;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** A provider that checks locks comes into a running system, and goes again, with locks held and waited for. */
@InContainer
class CheckedSwapIT extends SyncAtWork {
    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.sync"), mechanism("ipc.sync.checked"));
    }

    @AfterEach
    void leaveTheUsualProvider(@Service MechanismAdmin mechanisms) {
        boolean checked = mechanisms.mechanisms().stream()
                .anyMatch(each -> each.provider().startsWith("ipc.sync.checked "));
        if (checked) {
            swapTo(mechanisms, "ipc.sync");
        }
    }

    private static void swapTo(MechanismAdmin mechanisms, String provider) {
        assertThat(mechanisms
                        .swap("sync", SwapOptions.toBest().target(provider))
                        .outcome())
                .isEqualTo(SwapOutcome.SWITCHED);
    }

    private static LockFindings findings(LockAdmin locks) {
        Map<String, LockFindings> all = locks.lockFindings();
        assertThat(all).hasSize(1);
        assertThat(all.keySet().iterator().next()).startsWith("ipc.sync.checked 1.");
        return all.values().iterator().next();
    }

    private static boolean lockBoth(Ipc ipc, String outer, String inner) {
        Mutex first = mutex(ipc, outer);
        Mutex second = mutex(ipc, inner);
        first.lock();
        second.lock();
        second.unlock();
        first.unlock();
        return true;
    }

    @Test
    void shouldNotServeUnlessItIsAsked(@Service MechanismAdmin mechanisms, @Service LockAdmin locks) {
        assertThat(mechanisms.mechanisms())
                .anyMatch(each -> each.name().equals("sync") && each.provider().startsWith("ipc.sync 1."));
        assertThat(findings(locks).locks()).isEmpty();
        assertHasEverything();
    }

    @Test
    @Row({"G-17", "CV-14", "MX-03", "SE-19"})
    void shouldComeAndGoWithLocksHeldAndWaitedFor(@Service MechanismAdmin mechanisms, @Service LockAdmin locks) {
        swapTo(mechanisms, "ipc.sync.checked");
        assertThat(findings(locks).locks())
                .filteredOn(lock -> lock.name().equals(heldName))
                .extracting(LockUse::holder)
                .extracting(Holder::process)
                .containsExactly(ipc().self().pid());

        swapTo(mechanisms, "ipc.sync");

        assertThat(findings(locks).locks()).isEmpty();
        assertHasEverything();
    }

    @Test
    @Row({"G-17", "CV-14"})
    void shouldServeProgramsThatWereAtWork(@Service MechanismAdmin mechanisms) {
        swapTo(mechanisms, "ipc.sync.checked");

        assertHasEverything();
    }

    @Test
    void shouldTellWhatItFoundAfterItHasGone(@Service MechanismAdmin mechanisms, @Service LockAdmin locks) {
        String a = newName();
        String b = newName();
        mutex(ipc(), a);
        mutex(ipc(), b);
        swapTo(mechanisms, "ipc.sync.checked");
        start(own -> lockBoth(own, a, b)).result();
        start(own -> lockBoth(own, b, a)).result();

        swapTo(mechanisms, "ipc.sync");

        assertThat(findings(locks).inversions()).hasSize(1);
        assertThat(findings(locks).inversions().getFirst().steps())
                .extracting(Step::has)
                .containsExactly(a, b);
        assertThat(findings(locks).inversions().getFirst().steps())
                .allMatch(step -> step.wantsStack().getFirst().contains("CheckedSwapIT.lockBoth"));
        assertHasEverything();
    }
}
