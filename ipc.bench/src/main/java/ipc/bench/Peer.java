package ipc.bench;

import org.jspecify.annotations.Nullable;

/**
 * What a work of ours is compared with.
 *
 * @param name who
 * @param sample where its figure comes from, or null if the figure is given
 * @param limit the figure that is given, else NaN
 * @param goal the ratio that is to be reached, or null if there is none
 */
record Peer(
        String name,
        @Nullable Sample sample,
        double limit,
        @Nullable Double goal) {
    static Peer without(String name, Sample sample) {
        return new Peer(name, sample, Double.NaN, null);
    }

    static Peer to(double goal, String name, Sample sample) {
        return new Peer(name, sample, Double.NaN, goal);
    }

    /** A goal that is a figure itself. */
    static Peer limit(double limit) {
        return new Peer("the goal", null, limit, 1.0);
    }
}
