package ipc.itests.container;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Asks for a service by the type of the parameter, waiting until there is one; the probe bundle is its user. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Service {

    /** An OSGi filter which the service has to match as well. */
    String filter() default "";

    /** How long to wait for it, in milliseconds. */
    long patienceMillis() default 10_000;
}
