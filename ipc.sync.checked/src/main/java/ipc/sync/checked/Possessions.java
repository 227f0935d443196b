package ipc.sync.checked;

import ipc.api.spi.Owner;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which locks each thread has, in the order in which it locked them. */
final class Possessions {
    private final ConcurrentHashMap<Owner, List<TrackedLock>> all = new ConcurrentHashMap<>();

    List<TrackedLock> of(Owner owner) {
        return all.getOrDefault(owner, List.of());
    }

    void add(Owner owner, TrackedLock lock) {
        all.merge(
                owner,
                List.of(lock),
                (had, one) -> Stream.concat(had.stream(), one.stream()).toList());
    }

    void remove(Owner owner, TrackedLock lock) {
        all.computeIfPresent(owner, (same, had) -> without(had, lock));
    }

    /** Whoever has nothing more is forgotten. */
    private static @Nullable List<TrackedLock> without(List<TrackedLock> had, TrackedLock lock) {
        List<TrackedLock> rest = had.stream().filter(each -> each != lock).toList();
        return rest.isEmpty() ? null : rest;
    }
}
