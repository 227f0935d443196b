package ipc.pipes;

/** Two cache lines in front of what a processor keeps to itself. */
class Padding {
    /** Fills the gap behind the object's header, where the JVM would put an int of a subclass, in front of the rest. */
    int gap;

    long p01;
    long p02;
    long p03;
    long p04;
    long p05;
    long p06;
    long p07;
    long p08;
    long p09;
    long p10;
    long p11;
    long p12;
    long p13;
    long p14;
    long p15;
    long p16;
}
