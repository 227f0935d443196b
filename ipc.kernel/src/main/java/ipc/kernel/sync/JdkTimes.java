package ipc.kernel.sync;

import ipc.api.Timeout;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.TimeUnit;

/** Times as the JDK takes them: one that is too long for its clock lasts as long as can be told. */
final class JdkTimes {
    private JdkTimes() {}

    /** Returns the time-out after so many units, 292 years at most. */
    static Timeout after(long time, TimeUnit unit) {
        return Timeout.after(Duration.ofNanos(unit.toNanos(time)));
    }

    /** Returns the time-out at a date, also one that cannot tell its instant, such as those of JDBC. */
    @SuppressWarnings("JavaUtilDate") // what the JDK's conditions take
    static Timeout until(Date date) {
        return Timeout.until(Instant.ofEpochMilli(date.getTime()));
    }
}
