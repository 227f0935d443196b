package ipc.kernel.schedule;

/** Waits that succeed after so many attempts, or never. */
abstract class PatienceRig {
    private final Patience patience;

    PatienceRig(Patience patience) {
        this.patience = patience;
    }

    final void succeedAt(int attempt) {
        for (int i = 0; i <= attempt; i++) {
            patience.linger(i);
        }
    }

    /** Returns after how many attempts it was time to park. */
    final int waitInVain() {
        int attempts = 0;
        while (patience.linger(attempts)) {
            attempts++;
        }
        return attempts;
    }
}
