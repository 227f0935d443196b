package ipc.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** What the catalogue names must be what JMH finds: a slip of the pen would show as a work that was not measured. */
class CatalogueTest {
    private static void check(Sample sample) throws ReflectiveOperationException {
        int dot = sample.benchmark().lastIndexOf('.');
        Class<?> type = Class.forName(sample.benchmark().substring(0, dot));
        String method = sample.benchmark().substring(dot + 1);
        assertThat(Arrays.stream(type.getDeclaredMethods()))
                .as(sample.toString())
                .anyMatch(each -> each.getName().equals(method) && each.isAnnotationPresent(Benchmark.class));
        Set<String> open = new HashSet<>();
        for (Field field : type.getDeclaredFields()) {
            Param param = field.getAnnotation(Param.class);
            if (param != null) {
                open.add(field.getName());
                assertThat(param.value())
                        .as(sample.toString())
                        .contains(sample.parameters().get(field.getName()));
            }
        }
        assertThat(sample.parameters().keySet()).isEqualTo(open);
    }

    private static Stream<Sample> samples(Work work) {
        Stream<Sample> all =
                Stream.concat(Stream.of(work.ours()), work.peers().stream().map(Peer::sample));
        return all.filter(sample -> sample != null && sample.isBenchmark());
    }

    @Test
    void shouldNameBenchmarksThatExist() throws ReflectiveOperationException {
        List<Sample> samples =
                Catalogue.works().stream().flatMap(CatalogueTest::samples).toList();

        assertThat(samples).hasSizeGreaterThan(40);
        for (Sample sample : samples) {
            check(sample);
        }
    }

    @Test
    void shouldFindNamesThatDoNotExist() {
        Sample right = Catalogue.works().getFirst().ours();

        assertThatThrownBy(() -> check(right.with("queue", "our"))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check(right.with("depth", "1"))).isInstanceOf(AssertionError.class);
    }

    @Test
    void shouldKeepEachWorkInThePackageOfItsGroup() {
        for (Work work : Catalogue.works()) {
            if (work.ours().isBenchmark()) {
                assertThat(work.ours().benchmark())
                        .as(work.name())
                        .matches(work.group().pattern());
            }
        }
        assertThat(Catalogue.works().stream().map(Work::group).distinct()).containsExactlyInAnyOrder(Group.values());
    }

    @Test
    void shouldCompareEachWorkUnderANameOfItsOwn() {
        assertThat(Catalogue.works().stream().map(Work::name)).doesNotHaveDuplicates();
        assertThat(Catalogue.works())
                .allSatisfy(work -> assertThat(work.peers()).isNotEmpty());
    }
}
