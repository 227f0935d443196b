package ipc.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.reflect.AccessFlag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Reads a provider's byte code for any way to wait, to tell the time, to choose at random or to keep state outside its
 * objects. Under the seeded scheduler each of these would make a run that cannot be replayed, and under the live one a
 * caller that cannot be drained for a swap.
 */
public final class ProviderCode {
    private final Map<String, ClassModel> classes = new HashMap<>();
    private final StaticState statics = new StaticState(classes);

    /** Makes a class known that the provider may refer to, without judging it. */
    void know(byte[] bytes) {
        ClassModel type = ClassFile.of().parse(bytes);
        classes.put(type.thisClass().asInternalName(), type);
    }

    /** Makes the classes of a jar known. */
    void know(Path jar) {
        classFiles(jar).forEach(this::know);
    }

    /** Judges every class of a jar. */
    List<Violation> checkJar(Path jar) {
        List<byte[]> all = classFiles(jar);
        all.forEach(this::know);
        return all.stream().flatMap(bytes -> check(bytes).stream()).toList();
    }

    /** Judges one class. */
    List<Violation> check(byte[] bytes) {
        know(bytes);
        ClassModel type = ClassFile.of().parse(bytes);
        List<Violation> found = new ArrayList<>();
        for (PoolEntry entry : type.constantPool()) {
            checkEntry(type, entry, found);
        }
        type.methods().forEach(method -> checkMonitors(type, method, found));
        statics.check(type, found);
        return found;
    }

    /** The pool names every class and member that code, method references and signatures of calls can reach. */
    private static void checkEntry(ClassModel type, PoolEntry entry, List<Violation> found) {
        switch (entry) {
            case ClassEntry used -> {
                String name = used.asInternalName();
                if (Forbidden.isType(name)) {
                    found.add(violation(type, "a class no provider may use", name));
                }
            }
            case MemberRefEntry used -> {
                String owner = used.owner().asInternalName();
                String member = used.name().stringValue();
                if (Forbidden.isMember(owner, member, used.type().stringValue())) {
                    found.add(violation(type, "a call no provider may make", owner + "." + member));
                }
            }
            default -> {
                // constants, names, and handles, whose target is an entry of its own
            }
        }
    }

    private static void checkMonitors(ClassModel type, MethodModel method, List<Violation> found) {
        boolean enters = method.code().stream()
                .flatMap(code -> code.elementStream())
                .anyMatch(MonitorInstruction.class::isInstance);
        if (enters || method.flags().has(AccessFlag.SYNCHRONIZED)) {
            found.add(violation(
                    type, "no monitor", "synchronized in " + method.methodName().stringValue()));
        }
    }

    static Violation violation(ClassModel type, String rule, String what) {
        return new Violation(type.thisClass().asInternalName().replace('/', '.'), rule, what.replace('/', '.'));
    }

    private static List<byte[]> classFiles(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<byte[]> found = new ArrayList<>();
            for (ZipEntry entry : file.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    try (InputStream in = file.getInputStream(entry)) {
                        found.add(in.readAllBytes());
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
