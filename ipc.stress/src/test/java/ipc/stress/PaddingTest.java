package ipc.stress;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.info.FieldLayout;

/** What one thread writes at each call lies behind a cache line that nobody writes, wherever the JVM puts fields. */
class PaddingTest {
    private static final int CACHE_LINE = 64;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ipc.kernel.schedule.Task",
                "ipc.kernel.schedule.EventCount",
                "ipc.kernel.schedule.Bias",
                "ipc.kernel.schedule.BiasedLock",
                "ipc.channels.RingHead",
                "ipc.channels.RingTail",
                "ipc.channels.ClaimSlots",
                "ipc.channels.LeaseSlots",
                "ipc.channels.EmptiedSlots",
                "ipc.pipes.Cursor"
            })
    void shouldLieBehindACacheLineOfPadding(String name) throws ClassNotFoundException {
        assertThat(inFront(Class.forName(name))).isEmpty();
    }

    /** The JVM moves an int to the gap behind the header, in front of the longs of the class above. */
    @Test
    void shouldFindAFieldThatSlipsInFrontOfItsPadding() {
        assertThat(inFront(Slipping.class)).containsExactly("word");
    }

    /** The fields that lie within a cache line of what was allocated before, padding left out. */
    private static List<String> inFront(Class<?> type) {
        Class<?> padding = type;
        while (padding.getSuperclass() != Object.class) {
            padding = padding.getSuperclass();
        }
        assertThat(padding).as("a superclass that pads").isNotEqualTo(type);
        Set<String> pads =
                Stream.of(padding.getDeclaredFields()).map(Field::getName).collect(toSet());
        return ClassLayout.parseClass(type).fields().stream()
                .filter(field -> field.offset() < CACHE_LINE)
                .map(FieldLayout::name)
                .filter(name -> !pads.contains(name))
                .toList();
    }

    @SuppressWarnings("unused")
    private static class Longs {
        private long p0;
        private long p1;
        private long p2;
        private long p3;
        private long p4;
        private long p5;
        private long p6;
        private long p7;
    }

    @SuppressWarnings("unused")
    private static final class Slipping extends Longs {
        private int word;
    }
}
