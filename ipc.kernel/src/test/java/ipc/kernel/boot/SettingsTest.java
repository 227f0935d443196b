package ipc.kernel.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ipc.kernel.process.Limits;
import ipc.kernel.swap.SwapSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final List<String> refused = new ArrayList<>();

    private Settings read(Map<String, ?> values) {
        return Settings.of(values, refused::add);
    }

    @Test
    void shouldHaveDefaultsForWhatIsNotConfigured() {
        Settings settings = read(Map.of("service.pid", "ipc.kernel"));

        assertThat(settings).isEqualTo(new Settings("live", 0, Limits.DEFAULTS, SwapSettings.DEFAULTS, true));
        assertThat(refused).isEmpty();
    }

    @Test
    void shouldReadTextsOfFilesAndNumbersOfPrograms() {
        Settings settings = read(Map.of("scheduler", "seeded", "seed", " -5 ", "handlesMax", 7L, "processesMax", 9));

        assertThat(settings.scheduler()).isEqualTo("seeded");
        assertThat(settings.seed()).isEqualTo(-5);
        assertThat(settings.limits().handlesMax()).isEqualTo(7);
        assertThat(settings.limits().processesMax()).isEqualTo(9);
        assertThat(refused).isEmpty();
    }

    @Test
    void shouldTakeTheDefaultForEachBadValueAndKeepTheGoodOnes() {
        Settings settings = read(Map.of(
                "scheduler",
                "lively",
                "seed",
                "one",
                "processesMax",
                1_000_001,
                "handlesMax",
                "10",
                "memoryBytesMax",
                1L << 41,
                "queueDepthMax",
                "many",
                "traceRecordsMax",
                2.5,
                "auditRecordsMax",
                4_294_967_297L));

        assertThat(settings.scheduler()).isEqualTo("live");
        assertThat(settings.seed()).isZero();
        assertThat(settings.limits()).isEqualTo(withHandles(10));
        assertThat(refused)
                .containsExactly(
                        "scheduler is lively, bounds live, seeded",
                        "seed is one, bounds -9,223,372,036,854,775,808 to 9,223,372,036,854,775,807",
                        "processesMax is 1,000,001, bounds 1 to 1,000,000",
                        "memoryBytesMax is 2,199,023,255,552, bounds 4,096 to 1,099,511,627,776",
                        "queueDepthMax is many, bounds 1 to 1,048,576",
                        "traceRecordsMax is 2.5, bounds 1 to 10,000,000",
                        "auditRecordsMax is 4,294,967,297, bounds 1 to 1,000,000");
    }

    @Test
    void shouldRefuseAChangeAsAWhole() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.strict(Map.of("handlesMax", 20, "queueDepthMax", 0)))
                .withMessage("ipc.kernel: queueDepthMax is 0, bounds 1 to 1,048,576");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.strict(Map.of("channelsMax", 0)))
                .withMessage("ipc.kernel: channelsMax is 0, bounds 1 to 1,000,000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.strict(Map.of("channelBytesMax", (1 << 26) + 1)))
                .withMessage("ipc.kernel: channelBytesMax is 67,108,865, bounds 1 to 67,108,864");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.strict(Map.of("busDepthMax", 65_537)))
                .withMessage("ipc.kernel: busDepthMax is 65,537, bounds 1 to 65,536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.strict(Map.of("scheduler", "lively")))
                .withMessage("ipc.kernel: scheduler is lively, bounds live, seeded");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.strict(Map.of("securityPolicy", "mine")))
                .withMessage("ipc.kernel: securityPolicy is mine, bounds posix, none");
    }

    private static Limits withHandles(int handlesMax) {
        Limits usual = Limits.DEFAULTS;
        return new Limits(
                usual.processesMax(),
                handlesMax,
                usual.memoryBytesMax(),
                usual.queueDepthMax(),
                usual.queueMessageBytesMax(),
                usual.pipes(),
                usual.channels(),
                usual.buses(),
                usual.traceRecordsMax(),
                usual.auditRecordsMax());
    }
}
