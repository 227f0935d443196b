package ipc.itests.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What senders number from 0 and receivers get: each number of each sender once, and in order at each receiver. */
final class Arrivals {
    private final Map<Integer, Integer> sent = new ConcurrentHashMap<>();
    private final Set<Long> received = ConcurrentHashMap.newKeySet();

    /** One of those who receive. */
    final class Receiver {
        private final Map<Integer, Integer> latest = new HashMap<>();
        private int count;

        /** A number of a sender's has come. */
        void note(int sender, int number) {
            Integer before = latest.put(sender, number);
            assertThat(before == null || before < number)
                    .as("sender %d: %d came after %d", sender, number, before)
                    .isTrue();
            assertThat(received.add(((long) sender << Integer.SIZE) | number))
                    .as("sender %d: %d came twice", sender, number)
                    .isTrue();
            count++;
        }

        /** Returns how many have come. */
        int count() {
            return count;
        }
    }

    Receiver newReceiver() {
        return new Receiver();
    }

    /** A sender has sent so many. */
    void sent(int sender, int count) {
        sent.put(sender, count);
    }

    /** Nothing was lost either. */
    void shouldBeComplete() {
        assertThat(received)
                .hasSize(sent.values().stream().mapToInt(Integer::intValue).sum());
        sent.forEach((sender, count) -> {
            for (int number = 0; number < count; number++) {
                assertThat(received.contains(((long) sender << Integer.SIZE) | number))
                        .as("sender %d: %d came", sender, number)
                        .isTrue();
            }
        });
    }
}
