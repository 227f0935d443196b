package ipc.testkit.planted;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** A contract that runs until one of its rows fails, because one is enough to find a bug; those that race run last. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(UntilFound.class)
@TestMethodOrder(RacesLast.class)
public @interface Hunted {}
