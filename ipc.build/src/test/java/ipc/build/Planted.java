package ipc.build;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a planted class in memory, so that no violation ever lies in the source tree. */
final class Planted {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /** Shared, because it reads the JDK's own classes once and not for each snippet. */
    private static final StandardJavaFileManager STANDARD = COMPILER.getStandardFileManager(null, null, null);

    private Planted() {}

    /** Gives the class files of a class {@code Planted} with these members. */
    static List<byte[]> members(String members) {
        return compile("import java.util.*; import java.util.concurrent.*; class Planted { " + members + " }");
    }

    private static List<byte[]> compile(String text) {
        Memory memory = new Memory(STANDARD);
        var source = new SimpleJavaFileObject(URI.create("string:///Planted.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        if (!COMPILER.getTask(null, memory, null, List.of("-proc:none"), null, List.of(source))
                .call()) {
            throw new IllegalArgumentException("does not compile: " + text);
        }
        return memory.written.values().stream()
                .map(ByteArrayOutputStream::toByteArray)
                .toList();
    }

    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

        Memory(StandardJavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('$', '-')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return written.computeIfAbsent(name, ignored -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
