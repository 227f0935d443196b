package ipc.kernel.schedule;

import ipc.api.spi.Owner;
import java.util.List;

/**
 * What a waiting call wants and others may have, for the wait graph.
 *
 * <p>Any thread may ask at any time, also when the wait is over: whoever asks looks afterwards whether it still is the
 * same wait ({@link Task#wantNumber}).
 */
public interface Want {
    /**
     * One thing that is wanted.
     *
     * @param what in words: {@code mutex /x}
     * @param by what stands between these words and a holder: {@code held by}
     * @param holders who has it; thread 0 stands for a process as a whole
     */
    record Wanted(String what, String by, List<Owner> holders) {}

    /** Returns what is wanted, and who has it at this moment. */
    List<Wanted> wanted();

    /** Tells whether all of it is needed; otherwise any of it ends the wait. */
    boolean needsAll();

    /** Tells whether it is a lock, or may close a circle of waits without one; each circle has such a wait. */
    boolean isLock();
}
