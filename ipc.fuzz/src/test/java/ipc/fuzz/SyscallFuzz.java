package ipc.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import ipc.kernel.security.PosixPolicy;

/**
 * No sequence of numbered calls makes the kernel fail, reaches another process, or leaves anything behind. The inputs
 * to begin with are random bytes, enough for many calls.
 */
class SyscallFuzz {
    private static final int CALLS_MAX = 40;

    @FuzzTest(maxDuration = "30s")
    void shouldWithstandAnyCalls(FuzzedDataProvider data) {
        callAnything(data);
    }

    static void callAnything(FuzzedDataProvider data) {
        Playground playground = new Playground(new PosixPolicy());
        for (int i = 0; i < CALLS_MAX && data.remainingBytes() > 0; i++) {
            playground.call(data);
            playground.shouldHaveLeftTheVictimAlone();
        }
        playground.shouldBeEmptyAtTheEnd();
    }
}
