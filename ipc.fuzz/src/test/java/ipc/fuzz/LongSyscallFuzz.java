package ipc.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** As {@link SyscallFuzz}, for ten minutes. */
class LongSyscallFuzz {
    @FuzzTest(maxDuration = "10m")
    void shouldWithstandAnyCalls(FuzzedDataProvider data) {
        SyscallFuzz.callAnything(data);
    }
}
