package ipc.bench;

/** Which figure is the better one. */
enum Better {
    /** As times are. */
    LOWER {
        @Override
        double ratio(double ours, double peer) {
            return peer / Math.max(ours, SMALLEST);
        }
    },
    /** As rates are. */
    HIGHER {
        @Override
        double ratio(double ours, double peer) {
            return ours / Math.max(peer, SMALLEST);
        }
    };

    /** Nothing is measured more finely; a ratio to nothing would not be a number. */
    private static final double SMALLEST = 0.001;

    /** Returns how many times better ours is; NaN if one of them is. */
    abstract double ratio(double ours, double peer);
}
