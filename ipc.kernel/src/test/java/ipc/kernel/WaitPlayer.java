package ipc.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.Timeout;
import ipc.api.Waits;
import ipc.api.Waits.Item;
import ipc.api.Waits.Outcome;
import ipc.api.sync.Mutex;
import ipc.kernel.WaitHistory.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one process of a {@link WaitScenario} does: it waits for some objects, gives back what it took, and changes what
 * belongs to nobody.
 */
final class WaitPlayer {
    private static final int ROUNDS = 3;

    private final Ipc ipc;
    private final int number;
    private final List<Handle> objects;
    private final WaitScenario play;
    private final Random random;
    private final WaitHistory history;

    WaitPlayer(Ipc ipc, int number, WaitScenario play) {
        this.ipc = ipc;
        this.number = number;
        this.play = play;
        this.random = play.random();
        this.history = play.history();
        this.objects = uninterrupted(() -> play.open(ipc));
    }

    void play() {
        ipc.self().priority(random.nextInt(16));
        for (int round = 0; round < ROUNDS; round++) {
            changeAnything();
            List<Integer> taken = take();
            if (!taken.isEmpty()) {
                keepForAWhile();
                giveBack(taken);
            }
        }
    }

    static <T> T uninterrupted(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (IpcException failure) {
                assertThat(failure.errno()).isEqualTo(Errno.EINTR);
            }
        }
    }

    private static void uninterruptedly(Runnable call) {
        uninterrupted(() -> {
            call.run();
            return 0;
        });
    }

    /** Sets or resets an event, or writes or reads a counter. */
    private void changeAnything() {
        int object = random.nextInt(objects.size());
        if (!play.kind(object).isOwned() && random.nextBoolean()) {
            change(object, random.nextBoolean());
        }
    }

    private void change(int object, boolean gives) {
        uninterruptedly(() -> {
            Step step = gives ? history.gives(number, object) : history.empties(number, object);
            try {
                if (gives) {
                    WaitedKind.give(objects.get(object), step);
                } else {
                    WaitedKind.empty(objects.get(object), step);
                }
            } catch (IpcException failure) {
                step.gaveUp();
                throw failure;
            }
        });
    }

    /** Waits for any or all of some objects; returns what was taken, or found to be there. */
    private List<Integer> take() {
        List<Integer> wanted = some();
        boolean all = random.nextInt(3) > 0;
        int alert = all && play.isMixed() && random.nextBoolean() ? random.nextInt(objects.size()) : -1;
        Step step = history.takes(
                all, alert, number, wanted.stream().mapToInt(Integer::intValue).toArray());
        Waits waits = ipc.face(Waits.class);
        List<Item> items = wanted.stream().map(this::item).toList();
        Timeout timeout = timeout();
        Outcome outcome = outcome(
                step,
                () -> all ? waits.all(items, alert < 0 ? null : item(alert), timeout) : waits.any(items, timeout));
        if (outcome == null) {
            return List.of();
        }
        List<Integer> offered = new ArrayList<>(wanted);
        offered.add(alert);
        List<Integer> taken = all && outcome.index() < wanted.size() ? wanted : List.of(offered.get(outcome.index()));
        outcome.abandoned().forEach(index -> mend(offered.get(index)));
        return taken;
    }

    private Item item(int object) {
        return play.kind(object).item(objects.get(object));
    }

    /** Chooses two or three objects in any order. */
    private List<Integer> some() {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, objects.size()).boxed().toList());
        Collections.shuffle(order, random);
        return order.subList(0, 2 + random.nextInt(2));
    }

    private Timeout timeout() {
        return switch (random.nextInt(4)) {
            case 0 -> Timeout.after(Duration.ZERO);
            case 1 -> Timeout.after(0, random.nextInt(3_000));
            default -> Timeout.forever();
        };
    }

    private @Nullable Outcome outcome(Step step, Supplier<Outcome> wait) {
        try {
            Outcome outcome = wait.get();
            step.took(outcome);
            return outcome;
        } catch (IpcException failure) {
            assertThat(failure.errno()).isIn(Errno.ETIMEDOUT, Errno.EINTR);
            if (failure.errno() == Errno.ETIMEDOUT && !play.isDeserted()) {
                step.cameTooLate(); // otherwise perhaps because no provider was there
            } else {
                step.gaveUp();
            }
            return null;
        }
    }

    /** So that others come and wait. */
    private void keepForAWhile() {
        if (random.nextBoolean()) {
            uninterruptedly(() -> ipc.sleep(Duration.ofNanos(random.nextInt(4_000))));
        }
    }

    private void mend(int mutex) {
        Step step = history.mends(number, mutex);
        ((Mutex) objects.get(mutex)).consistent();
        step.done();
    }

    private void giveBack(List<Integer> taken) {
        List<Integer> order = new ArrayList<>(taken);
        Collections.shuffle(order, random);
        for (int object : order.subList(1, order.size())) {
            giveBack(object);
        }
        int last = order.getFirst();
        if (play.isSignaled(last) && random.nextInt(3) == 0) {
            signalAndTake(last).forEach(this::giveBack);
        } else {
            giveBack(last);
        }
    }

    private void giveBack(int object) {
        WaitedKind kind = play.kind(object);
        if (kind.isOwned()) {
            Step step = history.gives(number, object);
            WaitedKind.give(objects.get(object), step);
        } else if (random.nextInt(4) == 0) {
            change(object, false);
        } else if (kind.isTaken()) {
            change(object, true);
        }
    }

    /** Gives one object and waits for another one, while it has nothing else. */
    private List<Integer> signalAndTake(int object) {
        int wanted = random.nextInt(objects.size());
        Step given = history.gives(number, object);
        Step taken = history.takesAfter(given, number, wanted);
        Timeout timeout = timeout();
        Outcome outcome =
                outcome(taken, () -> ipc.face(Waits.class).signalAndWait(objects.get(object), item(wanted), timeout));
        if (outcome == null && play.isInterrupting()) {
            return List.of(); // perhaps nothing was given, either
        }
        given.done();
        if (outcome == null) {
            return List.of();
        }
        outcome.abandoned().forEach(_ -> mend(wanted));
        return List.of(wanted);
    }
}
