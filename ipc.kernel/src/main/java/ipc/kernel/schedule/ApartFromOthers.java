package ipc.kernel.schedule;

/** Keeps the fields of a subclass off the cache line of what lies before it, which another thread may be writing. */
@SuppressWarnings("unused")
abstract class ApartFromOthers {
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
}
