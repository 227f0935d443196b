package ipc.itests.container;

import static ipc.itests.container.Parts.platform;
import static ipc.itests.container.Parts.shell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ipc.testkit.rows.Where;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Component;

/** What has to work in every container test; run natively and forked. */
abstract class ContainerTests {

    @Configuration
    static Option container() {
        return platform(shell());
    }

    @BeforeAll
    static void shouldBeginInside() {
        assertThat(Side.isInside()).isTrue();
    }

    @BeforeEach
    @AfterEach
    void shouldSurroundInside() {
        assertThat(Side.isInside()).isTrue();
    }

    @AfterAll
    static void shouldEndInside() {
        assertThat(Side.isInside()).isTrue();
    }

    @Test
    void shouldRunInsideABundle(BundleContext context) {
        assertThat(context.getBundle().getSymbolicName()).isEqualTo("ipc.itests.probe");
        assertThat(context.getBundle()).isEqualTo(FrameworkUtil.getBundle(getClass()));
    }

    @Test
    void shouldHandOutServices(@Service ConfigurationAdmin configurations) throws IOException {
        assertThat(configurations.getConfiguration("ipc.itests").getPid()).isEqualTo("ipc.itests");
    }

    @Test
    void shouldSeeTheTestKitInside() {
        assertThat(InContainer.class).hasAnnotation(Where.class);
    }

    @Test
    void shouldWaitForAConditionInside(BundleContext context) {
        await().until(() -> context.getBundle().getState() == Bundle.ACTIVE);
    }

    @Test
    void shouldResolveEveryBundle(BundleContext context) {
        assertThat(context.getBundles()).extracting(Bundle::getState).containsOnly(Bundle.ACTIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.felix.scr", "org.apache.felix.configadmin"})
    void shouldRunEveryParameter(String symbolicName, BundleContext context) {
        assertThat(context.getBundles()).extracting(Bundle::getSymbolicName).contains(symbolicName);
    }

    @TestFactory
    Stream<DynamicTest> shouldRunDynamicTests() {
        return Stream.of(DynamicTest.dynamicTest("inside", ContainerTests::shouldBeginInside));
    }

    @Test
    void shouldDeployABundleMadeByTheTest(BundleContext context) throws BundleException {
        Bundle greeter = context.installBundle(
                "greeter", TestBundle.named("greeter").with(Greeter.class).build());

        greeter.start();

        ServiceReference<?> reference = greeter.getRegisteredServices()[0];
        assertThat(context.getService(reference)).isInstanceOfSatisfying(Supplier.class, service -> {
            assertThat(service.get()).isEqualTo("good morning");
            assertThat(service).isNotInstanceOf(Greeter.class);
        });
        greeter.uninstall();
    }

    @Nested
    class Inside {

        @Test
        void shouldShareTheContainer(BundleContext context) {
            assertThat(context.getBundle().getSymbolicName()).isEqualTo("ipc.itests.probe");
        }
    }

    /** A program as small as can be. */
    @Component
    public static final class Greeter implements Supplier<String> {

        @Override
        public String get() {
            return "good morning";
        }
    }
}
