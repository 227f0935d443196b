package ipc.testkit.rows;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Locale;

/** Says what surrounds the object under test. A class without it tests the bare object. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Where {

    /** What surrounds the object. */
    Place value();

    /** The surroundings in which one contract is run. */
    enum Place {
        /** The provider's object by itself, on a fake kernel. */
        UNIT,
        /** Through the face that programs see, kernel included. */
        CLIENT,
        /** As bundles in a running framework. */
        FELIX;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
