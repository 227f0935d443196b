package ipc.kernel.pipes;

import ipc.api.Right;
import ipc.kernel.process.Rights;
import java.util.Set;

/** One opening of a pipe: of which ends, and how often the ends had been opened before. */
final class Way {
    private static final int READ = Rights.bit(Right.READ);
    private static final int WRITE = Rights.bit(Right.WRITE);

    private final boolean reads;
    private final boolean writes;
    private boolean metAtOnce;
    private long readings;
    private long writings;

    Way(Set<Right> rights) {
        this.reads = rights.contains(Right.READ);
        this.writes = rights.contains(Right.WRITE);
    }

    boolean reads() {
        return reads;
    }

    boolean writes() {
        return writes;
    }

    /** The rights that this way of opening leaves. */
    int allowed() {
        return Rights.ALL & ~(reads ? 0 : READ) & ~(writes ? 0 : WRITE);
    }

    /** It is open now, and met somebody at the other end or not. */
    void opened(boolean met, long readingsBefore, long writingsBefore) {
        metAtOnce = met;
        readings = readingsBefore;
        writings = writingsBefore;
    }

    /** Tells whether the other end is open, or was for a moment, since this one is. */
    boolean hasMet(long readingsNow, long writingsNow) {
        return metAtOnce || (reads ? writingsNow != writings : readingsNow != readings);
    }
}
