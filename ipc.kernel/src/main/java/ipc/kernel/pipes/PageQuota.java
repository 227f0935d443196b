package ipc.kernel.pipes;

import ipc.kernel.process.Limits;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The pages of all pipes of a user against two bounds (Linux {@code pipe-user-pages-soft} and {@code -hard}). */
final class PageQuota {
    private final ConcurrentMap<Integer, AtomicInteger> pagesByUser = new ConcurrentHashMap<>();

    /** Pages that count against a user until they are released; changed under the node's mutex. */
    static final class Charge {
        private final AtomicInteger account;
        private int pages;

        private Charge(AtomicInteger account, int pages) {
            this.account = account;
            this.pages = pages;
        }

        int pages() {
            return pages;
        }

        void change(int to) {
            account.addAndGet(to - pages);
            pages = to;
        }

        /** Tells whether so many pages would pass a bound that counts for growing pipes: either. */
        boolean wouldPass(Limits.Pipes bounds, int to) {
            int after = account.get() - pages + to;
            return passes(after, bounds.pagesSoft()) || passes(after, bounds.pagesHard());
        }
    }

    /** Charges a new pipe with as many pages as it may have: what it wants, or one, or 0 if there is to be none. */
    Charge charge(int uid, int wanted, Limits.Pipes bounds) {
        AtomicInteger account = pagesByUser.computeIfAbsent(uid, absent -> new AtomicInteger());
        int after = account.addAndGet(wanted);
        Charge charge = new Charge(account, wanted);
        if (passes(after, bounds.pagesSoft())) {
            charge.change(1);
        }
        if (passes(after - wanted + charge.pages(), bounds.pagesHard())) {
            charge.change(0);
        }
        return charge;
    }

    /** Charges a new pipe without asking. */
    Charge charge(int uid, int wanted) {
        return charge(uid, wanted, new Limits.Pipes(0, 0, 0));
    }

    private static boolean passes(int pages, int bound) {
        return bound > 0 && pages > bound;
    }
}
