package ipc.bench;

import java.util.List;

/**
 * A piece of work that ours and others do, and are compared by.
 *
 * @param group where it belongs
 * @param name what is done
 * @param unit of the figures
 * @param better which figures are the better ones
 * @param ours where our figure comes from
 * @param peers what it is compared with
 */
record Work(Group group, String name, String unit, Better better, Sample ours, List<Peer> peers) {
    Work {
        peers = List.copyOf(peers);
    }

    static Work nanos(Group group, String name, Sample ours, Peer... peers) {
        return new Work(group, name, "ns", Better.LOWER, ours, List.of(peers));
    }

    /** Compares what was measured: one row for each peer. */
    List<Row> compare(Scores scores) {
        return peers.stream().map(peer -> Row.of(this, peer, scores)).toList();
    }
}
