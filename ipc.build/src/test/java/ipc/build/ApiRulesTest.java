package ipc.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each rule of the API, with a planted violation that it has to find. */
class ApiRulesTest {
    @Test
    void shouldFindWideInterface() {
        assertThat(check("ipc.api.mq", "@ProviderType interface A {" + methods(12) + "}"))
                .isEmpty();
        assertThat(check("ipc.api.mq", "@ProviderType interface A {" + methods(13) + "}"))
                .singleElement()
                .asString()
                .contains("at most 12", "13 methods");
    }

    @Test
    void shouldNotCountShorterForms() {
        assertThat(check("ipc.api.mq", "@ProviderType interface A { default void run() {}" + methods(12) + "}"))
                .isEmpty();
    }

    @Test
    void shouldFindWideProviderInterface() {
        assertThat(check("ipc.api.mq.spi", "@ConsumerType interface A {" + methods(7) + "}"))
                .isEmpty();
        assertThat(check("ipc.api.mq.spi", "@ConsumerType interface A {" + methods(8) + "}"))
                .singleElement()
                .asString()
                .contains("at most 7", "8 methods");
    }

    @Test
    void shouldFindInterfaceThatDoesNotSayWhoImplementsIt() {
        assertThat(check("ipc.api", "interface A {}"))
                .singleElement()
                .asString()
                .contains("neither on A");
        assertThat(check("ipc.api", "class A { interface B {} }"))
                .singleElement()
                .asString()
                .contains("neither on B");
    }

    @Test
    void shouldFindManyParameters() {
        assertThat(check("ipc.api", "class A { void run(int a, int b, int c, int d) {} }"))
                .isEmpty();
        assertThat(check("ipc.api", "class A { void run(int a, int b, int c, int d, int e) {} }"))
                .singleElement()
                .asString()
                .contains("at most 4 parameters", "run, 5");
    }

    @Test
    void shouldLetRecordHaveManyComponents() {
        assertThat(check("ipc.api", "record A(int a, int b, int c, int d, int e) {}"))
                .isEmpty();
    }

    private static String methods(int count) {
        return IntStream.range(0, count).mapToObj(i -> "void run" + i + "();").collect(Collectors.joining());
    }

    private static List<Violation> check(String packageName, String type) {
        return ApiRules.check(Source.of("A.java", "package " + packageName + ";\n" + type));
    }
}
