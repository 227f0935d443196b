package ipc.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmptiedSlotsTest {
    private final EmptiedSlots emptied = new EmptiedSlots();
    private long read;

    private List<Integer> readAll() {
        List<Integer> all = new ArrayList<>();
        for (; read < emptied.count(); read++) {
            all.add(emptied.at(read));
        }
        return all;
    }

    private void addAll(int... indexes) {
        for (int index : indexes) {
            emptied.add(index);
        }
    }

    @Test
    void shouldGiveThemInTheOrderInWhichTheyCame() {
        emptied.makePlaces(3, read);

        addAll(2, 0, 1);

        assertThat(readAll()).containsExactly(2, 0, 1);
        assertThat(readAll()).isEmpty();
    }

    @Test
    void shouldUsePlacesAgain() {
        emptied.makePlaces(3, read);
        for (int i = 0; i < 10; i++) {
            addAll(2, 0, 1);
            assertThat(readAll()).containsExactly(2, 0, 1);
        }
    }

    @Test
    void shouldKeepWhatIsNotReadWhenThereAreMoreSlots() {
        emptied.makePlaces(3, read);
        addAll(2, 0, 1);
        readAll();
        addAll(1, 2, 0);

        emptied.makePlaces(9, read);
        addAll(8, 7, 6, 5, 4, 3);

        assertThat(readAll()).containsExactly(1, 2, 0, 8, 7, 6, 5, 4, 3);
    }
}
