package ipc.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Runs every jcstress test of this module, briefly: each in one JVM, that interprets, then compiles, then compiles
 * again with instructions shuffled. {@code -Dstress.options="-m quick"} gives each compiler a JVM of its own, {@code
 * "-m default"} runs longer too, and {@code -Dstress.tests=REGEX} chooses some.
 */
class StressIT {
    /** One fork and one short iteration: most of the few seconds a test takes are the start of its JVM. */
    private static final String BRIEF = "-m quick -f 1 -iters 1 -time 500 -sc false";

    private static final String SHUFFLED =
            "-Xmx256m -XX:+UnlockDiagnosticVMOptions -XX:+StressLCM -XX:+StressGCM" + " -XX:+StressIGVN -XX:+StressCCP";

    private static final String PLANTED = "^ipc\\.stress\\.planted\\.";
    private static final String CLAIMS = "^(?!ipc\\.stress\\.planted\\.)";

    private final Path reports = Path.of("target", "jcstress").toAbsolutePath();

    @Test
    void shouldRefutePlantedClaim() throws Exception {
        int status = stress(PLANTED, "planted", brief());

        assertThat(status).as("exit status of the run with the planted bug").isNotZero();
        assertThat(log("planted"))
                .contains(
                        "An update was lost.",
                        "A message was received before it was in place.",
                        "A record was found before it was there.",
                        "Owner and revoker were both inside.",
                        "A wake was lost.",
                        "A permit was given twice.",
                        "The next owner did not see what the last one did.",
                        "A signal reached nobody.",
                        "Two passed for one set.",
                        "One passed a generation that was spoilt.",
                        "Bytes were overwritten while they were read.");
    }

    @Test
    void shouldHoldEveryClaim() throws Exception {
        String tests = System.getProperty("stress.tests", CLAIMS);
        assumeTrue(anyClaim(), "no stress test yet");

        int status = stress(tests, "claims", options());

        assertThat(status)
                .as("exit status; see %s", reports.resolve("claims.log"))
                .isZero();
        assertThat(log("claims")).contains("RUN RESULTS").doesNotContain("No matching tests");
    }

    private static List<String> options() {
        String chosen = System.getProperty("stress.options");
        return chosen == null ? brief() : List.of(chosen.split(" "));
    }

    private static List<String> brief() {
        List<String> options = new ArrayList<>(List.of(BRIEF.split(" ")));
        options.addAll(List.of("-jvmArgs", SHUFFLED));
        return options;
    }

    private boolean anyClaim() throws IOException {
        String list = Files.readString(Path.of("target", "classes", "META-INF", "TestList"));
        return Pattern.compile("ipc\\.(?!stress\\.planted\\.)[\\w.]*Stress")
                .matcher(list)
                .find();
    }

    private int stress(String tests, String name, List<String> options) throws IOException, InterruptedException {
        Path report = Files.createDirectories(reports.resolve(name));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.openjdk.jcstress.Main",
                "-t",
                tests,
                "-r",
                report.toString()));
        command.addAll(options);
        return new ProcessBuilder(command)
                // jcstress leaves its raw results in the working directory
                .directory(report.toFile())
                .redirectErrorStream(true)
                .redirectOutput(reports.resolve(name + ".log").toFile())
                .start()
                .waitFor();
    }

    private String log(String name) throws IOException {
        return Files.readString(reports.resolve(name + ".log"));
    }
}
