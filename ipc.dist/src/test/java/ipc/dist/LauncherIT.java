package ipc.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as a user starts it, in a JVM of its own. */
class LauncherIT {
    private static final Path HOME = Path.of("target", "ipc").toAbsolutePath();

    private static final long WATCHDOG_MINUTES = 2;
    private static final int LINES = 2_000;
    private static final int REPLAYS = 6;

    @TempDir
    Path folder;

    private Path load;
    private Path temporary;

    private record Ended(int status, String out, String err) {}

    @BeforeEach
    void makeFolders() throws IOException {
        load = Files.createDirectory(folder.resolve("load"));
        temporary = Files.createDirectory(folder.resolve("tmp"));
    }

    private Ended launch(String... arguments) throws IOException, InterruptedException {
        return launch(HOME.resolve("conf"), arguments);
    }

    private Ended launch(Path conf, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + temporary,
                "-Djava.util.logging.config.file=" + HOME.resolve("conf/logging.properties"),
                "-Dipc.home=" + HOME,
                "-Dipc.load=" + load,
                "-Dipc.conf=" + conf,
                "-jar",
                HOME.resolve("lib/ipc.dist.jar").toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(WATCHDOG_MINUTES, TimeUnit.MINUTES))
                    .as("the launcher ends; it printed %s", Files.readString(err))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void shouldPrintNothingButTheCommandsOutput() throws Exception {
        Ended ended = launch("exec", "ipc:mechanisms --json");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .startsWith("[{\"name\":\"mq\",\"provider\":\"ipc.mq ")
                .endsWith("]\n")
                .hasLineCount(1);
        assertThat(ended.status()).isZero();
    }

    @Test
    void shouldLeaveNothingBehind() throws Exception {
        launch("exec", "ipc:ps");

        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("ipc-")))
                    .isEmpty();
        }
    }

    @Test
    void shouldRunGogoCommandsInPipes() throws Exception {
        Ended ended = launch("exec", "ipc:programs", "|", "grep", "--color=never", "demo");

        assertThat(ended).isEqualTo(new Ended(0, "demo\n", ""));
    }

    @Test
    void shouldJoinProgramsByPipes() throws Exception {
        Ended ended = launch("exec", "ipc:run yes | ipc:run head -n 2");

        assertThat(ended).isEqualTo(new Ended(0, "y\ny\nexit statuses: yes 141, head 0\n", ""));
    }

    @Test
    void shouldFailInWordsForPeople() throws Exception {
        assertThat(launch("exec", "ipc:kill 4711")).isEqualTo(new Ended(1, "", "ipc: kill: ESRCH: no process 4711\n"));
        assertThat(launch("exec", "nonsense")).isEqualTo(new Ended(1, "", "ipc: Command not found: nonsense\n"));
        assertThat(launch("nonsense"))
                .isEqualTo(new Ended(2, "", "ipc: no command nonsense; there are shell, exec, run, demo\n"));
    }

    @Test
    void shouldTellHowLongTheStartTook() throws Exception {
        Ended ended = launch("--time");

        assertThat(ended.err()).matches("ipc: \\d+ bundles active \\d+\\.\\d\\d s after the JVM started\n");
        assertThat(ended.status()).isZero();
    }

    @Test
    void shouldRunProgramOfLoadFolderAndEndAsItDid() throws Exception {
        writeBundle(load.resolve("greeting.jar"));

        assertThat(launch("run", "greeting", "a", "b")).isEqualTo(new Ended(2, "hello [a, b]\n", ""));
        assertThat(launch("run", "--seed", "1", "greeting")).isEqualTo(new Ended(0, "hello []\n", ""));
    }

    /** Also the start of the platform, with two providers of two mechanisms each, has to be the same each time. */
    @Test
    void shouldReplayASeedToTheLetter() throws Exception {
        Path input = Files.writeString(folder.resolve("words"), "a rose is a rose\n".repeat(LINES));
        Path trace = folder.resolve("trace");
        Set<String> traces = new HashSet<>();
        for (int i = 0; i < REPLAYS; i++) {
            Ended ended = launch("demo", "--seed", "42", "--trace", trace.toString(), input.toString());
            assertThat(ended.status()).as(ended.err()).isZero();
            traces.add(Files.readString(trace));
        }
        assertThat(traces).hasSize(1);
    }

    @Test
    void shouldSayThatThereIsNoSuchProgram() throws Exception {
        Ended ended = launch("run", "missing");

        assertThat(ended)
                .isEqualTo(new Ended(
                        127,
                        "",
                        "ipc: run: no program missing; there are cat, demo, grep, head, "
                                + "race, shout, sort, tee, uniq, wc, yes\n"));
    }

    @Test
    void shouldStartWithTheDefaultInPlaceOfABadValueAndSaySo() throws Exception {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        Files.writeString(conf.resolve("ipc.kernel.cfg"), "processesMax = 0\nhandlesMax = 777\n");

        Ended ended = launch(conf, "exec", "ipc:limits --json");

        assertThat(ended.out())
                .contains("{\"name\":\"processesMax\",\"used\":", "\"max\":4096,", "\"max\":777,")
                .hasLineCount(1);
        assertThat(ended.err())
                .isEqualTo("ipc: WARNING ipc.kernel: processesMax is 0, bounds 1 to 1,000,000; its default counts\n");
        assertThat(ended.status()).isZero();
    }

    /** What bnd makes of a bundle, as far as this one needs it. */
    private static void writeBundle(Path file) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "greeting");
        attributes.putValue("Bundle-Activator", Greeting.class.getName());
        attributes.putValue("Import-Package", "ipc.api;version=\"[1.0,2)\",org.osgi.framework");
        String name = Greeting.class.getName().replace('.', '/') + ".class";
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new JarEntry(name));
            Greeting.class.getResourceAsStream("/" + name).transferTo(jar);
        }
    }
}
