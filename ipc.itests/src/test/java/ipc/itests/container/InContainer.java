package ipc.itests.container;

import ipc.testkit.rows.Where;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class inside an OSGi container that is started once for the class.
 *
 * <p>A static method of the class with Pax Exam's {@code @Configuration} returns what the container is made of, see
 * {@link Parts}. Test methods and constructors may ask for the probe's {@code BundleContext} and for services, see
 * {@link Service}.
 *
 * <p>Every test is run by itself inside, so {@code @BeforeAll} and {@code @AfterAll} surround each of them, and the
 * container keeps what a test leaves behind. Field initialisers and argument providers run outside too, where there is
 * no framework.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith({SendIntoContainer.class, ContainerParameters.class})
@Where(Where.Place.FELIX)
public @interface InContainer {

    /** Whether the container gets a JVM of its own; otherwise it shares the one that JUnit was started in. */
    boolean forked() default false;
}
