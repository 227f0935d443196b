package ipc.itests.container;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.util.stream.Stream;

/**
 * Makes small bundles while a test runs, on both sides of the container's wall. Components are described by their
 * annotations, imports by the classes; both as in the build.
 *
 * <p>{@snippet :
 * Bundle client = context.installBundle("client", TestBundle.named("client").with(Client.class).build());
 * }
 */
public final class TestBundle {

    private final Jar contents;
    private final Builder builder = new Builder();

    private TestBundle(String symbolicName) {
        contents = new Jar(symbolicName);
        builder.setProperty(Constants.BUNDLE_SYMBOLICNAME, symbolicName);
        builder.setProperty(Constants.NOIMPORTJAVA, "true");
    }

    /** Begins a bundle. */
    public static TestBundle named(String symbolicName) {
        return new TestBundle(symbolicName);
    }

    /** Sets the bundle's version, which is 0 otherwise. */
    public TestBundle version(String version) {
        return header(Constants.BUNDLE_VERSION, version);
    }

    /** Sets a header of the manifest, or an instruction to bnd. */
    public TestBundle header(String name, String value) {
        builder.setProperty(name, value);
        return this;
    }

    /** Puts classes into the bundle, each with all that is nested in it. A component has to be public. */
    public TestBundle with(Class<?>... types) {
        Stream.of(types).forEach(this::add);
        return this;
    }

    private void add(Class<?> type) {
        Stream.of(type.getNestMembers())
                .filter(member -> member == type || member.getName().startsWith(type.getName() + "$"))
                .forEach(this::addOne);
    }

    private void addOne(Class<?> type) {
        String path = type.getName().replace('.', '/') + ".class";
        try (InputStream bytes = type.getResourceAsStream("/" + path)) {
            contents.putResource(path, new EmbeddedResource(bytes.readAllBytes(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts all of the class path folder or jar in which a class lies into the bundle. */
    TestBundle withEverythingBeside(Class<?> type) {
        try {
            Jar place = new Jar(new File(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI()));
            builder.addClose(place);
            contents.addAll(place);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Packs the bundle; this object is spent then. */
    public InputStream build() {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (builder) {
            builder.setJar(contents);
            builder.build().write(jar);
        } catch (Exception e) { // bnd declares nothing narrower
            throw new IllegalStateException("no bundle " + contents.getName(), e);
        }
        if (!builder.isOk()) {
            throw new IllegalStateException("no bundle " + contents.getName() + ": " + builder.getErrors());
        }
        return new ByteArrayInputStream(jar.toByteArray());
    }
}
