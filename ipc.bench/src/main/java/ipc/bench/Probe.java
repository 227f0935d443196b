package ipc.bench;

import java.util.Map;

/** Measures what JMH does not: each measurement of a round in a process of its own. */
interface Probe extends AutoCloseable {
    /**
     * Measures once.
     *
     * @param quick whether only to show that it works
     * @return each sample's score, NaN where it cannot be measured here
     */
    Map<Sample, Double> measure(boolean quick);

    @Override
    void close();
}
