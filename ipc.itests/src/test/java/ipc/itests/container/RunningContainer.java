package ipc.itests.container;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotatedMethods;
import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;
import static org.ops4j.pax.exam.CoreOptions.composite;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestContainerFactory;
import org.ops4j.pax.exam.forked.ForkedTestContainerFactory;
import org.ops4j.pax.exam.nat.internal.NativeTestContainerFactory;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/** The container of one test class, seen from outside. */
final class RunningContainer implements AutoCloseable {

    private final TestContainer container;

    private RunningContainer(TestContainer container) {
        this.container = container;
    }

    static RunningContainer start(Class<?> testClass) {
        boolean forked =
                findAnnotation(testClass, InContainer.class).orElseThrow().forked();
        Option parts = composite(composition(testClass), forked ? Parts.forkedProbe() : Parts.nativeProbe());
        RunningContainer started = new RunningContainer(create(forked, parts));
        try (InputStream probe = Probe.bundle()) {
            started.container.start();
            // the native container prints the reason and returns a number that no bundle has
            if (started.container.installProbe(probe) < 0) {
                throw new IllegalStateException("the probe bundle did not start, see standard error");
            }
            return started;
        } catch (IOException | RuntimeException e) {
            throw started.abandon(new IllegalStateException("no container for " + testClass.getName(), e));
        }
    }

    /** What has not come up completely may fail to go down as well, which must not hide the first failure. */
    private IllegalStateException abandon(IllegalStateException failure) {
        try {
            container.stop();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** A server system, because a test system would fetch bundles of its own from the network. */
    private static TestContainer create(boolean forked, Option parts) {
        Class<? extends TestContainerFactory> factory =
                forked ? ForkedTestContainerFactory.class : NativeTestContainerFactory.class;
        try {
            return PaxExamRuntime.getTestContainerFactory(factory).create(PaxExamRuntime.createServerSystem(parts))[0];
        } catch (IOException e) {
            throw new IllegalStateException("no folder for a container", e);
        }
    }

    private static Option composition(Class<?> testClass) {
        List<Method> methods = findAnnotatedMethods(testClass, Configuration.class, HierarchyTraversalMode.BOTTOM_UP);
        if (methods.isEmpty()) {
            throw new IllegalStateException(testClass.getName() + " has no static method with @Configuration");
        }
        return (Option) ReflectionSupport.invokeMethod(methods.getFirst(), null);
    }

    /** Runs one test inside and ends as the test did. */
    void run(String uniqueId) {
        try {
            container.call(new Call(uniqueId));
        } catch (RuntimeException | AssertionError e) {
            throw Verdict.outside(e);
        }
    }

    @Override
    public void close() {
        container.stop();
    }

    /** The probe is one service for all tests, so the address is the same and the argument differs. */
    private record Call(String uniqueId) implements TestAddress {

        @Override
        public String identifier() {
            return Probe.SIGNATURE;
        }

        @Override
        public String caption() {
            return uniqueId;
        }

        @Override
        public TestAddress root() {
            return this;
        }

        @Override
        public Object[] arguments() {
            return new Object[] {uniqueId};
        }
    }
}
