package ipc.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The repository: its modules, as the root pom names them, and their files. */
public final class SourceTree {
    /** Modules that are not mechanisms. Whatever is added to the reactor is one, until it is named here. */
    private static final Set<String> NOT_MECHANISMS = Set.of(
            "ipc.api",
            "ipc.bench",
            "ipc.build",
            "ipc.console",
            "ipc.dist",
            "ipc.examples",
            "ipc.itests",
            "ipc.kernel",
            "ipc.fuzz",
            "ipc.stress",
            "ipc.testkit");

    private static final Set<String> TEST_MODULES = Set.of("ipc.fuzz", "ipc.itests", "ipc.stress", "ipc.testkit");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private final Path root;

    public SourceTree(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Names every module's folder. */
    public List<String> modules() {
        return MODULE.matcher(read(root.resolve("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Names the modules that implement a mechanism. */
    public List<String> mechanisms() {
        return modules().stream().filter(name -> !NOT_MECHANISMS.contains(name)).toList();
    }

    /** Names the modules that run in the product beside the API: mechanisms, kernel and console. */
    public List<String> productBundles() {
        return Stream.concat(mechanisms().stream(), Stream.of("ipc.kernel", "ipc.console"))
                .toList();
    }

    /** Finds every Java source, in a fixed order. */
    public List<Path> javaFiles() {
        return javaFiles(modules());
    }

    /** Finds every Java source of some modules, in a fixed order. */
    public List<Path> javaFiles(List<String> chosen) {
        return chosen.stream()
                .flatMap(module -> javaFiles(root.resolve(module, "src")).stream())
                .toList();
    }

    /** Tells whether a source only ever runs in tests. */
    public boolean isTest(Path file) {
        Path inside = root.relativize(file);
        return TEST_MODULES.contains(inside.getName(0).toString())
                || inside.getName(2).toString().equals("test");
    }

    /** Tells whether a source is part of the exported API. */
    public boolean isApi(Path file) {
        return file.startsWith(root.resolve("ipc.api", "src", "main"));
    }

    /** Resolves a file of a module. */
    public Path file(String module, String name) {
        return root.resolve(module, name);
    }

    /** Finds the jar that the build made of a module; fails when there is none yet. */
    public Path jar(String module) {
        Path target = root.resolve(module, "target");
        if (!Files.isDirectory(target)) {
            throw new IllegalStateException(module + " has not been built; run ./mvnw verify");
        }
        Pattern name = Pattern.compile(Pattern.quote(module) + "-\\d[^-]*(-SNAPSHOT)?\\.jar");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(module + " has no jar; run ./mvnw verify"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> javaFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
