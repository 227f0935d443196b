package ipc.channels;

/**
 * Keeps what a subclass writes away from what is written before it in memory: two cache lines, because processors fetch
 * them in pairs.
 */
@SuppressWarnings("unused")
abstract class CacheLines {
    /** Fills the gap behind the object's header, where the JVM would put an int of a subclass, in front of the rest. */
    private int gap;

    private long p0;
    private long p1;
    private long p2;
    private long p3;
    private long p4;
    private long p5;
    private long p6;
    private long p7;
    private long p8;
    private long p9;
    private long p10;
    private long p11;
    private long p12;
    private long p13;
    private long p14;
    private long p15;
}
