package ipc.testkit.pipes;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.testkit.kernel.Call;
import ipc.testkit.rows.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What must hold whatever the interleaving. */
interface PipeRaceRows extends PipeRows {
    /** Lines that each writer writes. */
    int LINES = 2_000;

    /** Threads on either side. */
    int THREADS = 3;

    @Test
    @Row({"G-11", "PI-02"})
    default void shouldKeepLinesWholeAndInOrderWhenCallsRace() {
        PipeProbe pipe = packets(2 * PAGE);
        List<Call<List<String>>> readers = new ArrayList<>();
        List<Call<Integer>> writers = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            readers.add(Call.start(() -> readAll(pipe)));
            writers.add(Call.start(() -> writeMany(pipe, number)));
        }

        writers.forEach(Call::result);
        pipe.object().opened(1, 0);
        List<List<String>> read = readers.stream().map(Call::result).toList();

        assertThat(read.stream().flatMap(List::stream).sorted().toList()).isEqualTo(everyLine());
        assertThat(read).allSatisfy(PipeRaceRows::assertEachWriterInOrder);
        assertThat(pipe.object().state().contradiction()).isEmpty();
    }

    @Test
    @Row("PI-02")
    default void shouldWriteSmallPiecesWhole() {
        PipeProbe pipe = pipe();
        List<Call<Integer>> writers = IntStream.range(0, THREADS)
                .mapToObj(number -> Call.start(() -> writeMany(pipe, number)))
                .toList();

        StringBuilder all = new StringBuilder();
        int length = line(0, 0).length();
        while (all.length() < THREADS * LINES * length) {
            all.append(pipe.read(1001));
        }

        writers.forEach(Call::result);
        List<String> lines = IntStream.range(0, THREADS * LINES)
                .mapToObj(i -> all.substring(i * length, (i + 1) * length))
                .toList();
        assertThat(lines.stream().sorted().toList()).isEqualTo(everyLine());
        assertEachWriterInOrder(lines);
    }

    private static int writeMany(PipeProbe pipe, int writer) {
        for (int i = 0; i < LINES; i++) {
            pipe.write(line(writer, i));
        }
        return LINES;
    }

    private static List<String> readAll(PipeProbe pipe) {
        List<String> lines = new ArrayList<>();
        for (String line = pipe.read(100); !line.isEmpty(); line = pipe.read(100)) {
            lines.add(line);
        }
        return lines;
    }

    private static String line(int writer, int number) {
        return "%d-%04d".formatted(writer, number);
    }

    private static List<String> everyLine() {
        return IntStream.range(0, THREADS * LINES)
                .mapToObj(i -> line(i / LINES, i % LINES))
                .toList();
    }

    private static void assertEachWriterInOrder(List<String> lines) {
        for (int writer = 0; writer < THREADS; writer++) {
            String prefix = writer + "-";
            assertThat(lines.stream().filter(line -> line.startsWith(prefix))).isSorted();
        }
    }
}
