package ipc.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of sources, with a planted violation that it has to find. */
class SourceRulesTest {
    private static final String STATEMENT = "        x++;\n";

    @Test
    void shouldFindLongMethod() {
        String longest = "class A { int x;\n    void run() {\n" + STATEMENT.repeat(40) + "    }\n}\n";
        String tooLong = "class A { int x;\n    void run() {\n" + STATEMENT.repeat(41) + "    }\n}\n";

        assertThat(check(longest)).isEmpty();
        assertThat(check(tooLong)).singleElement().asString().contains("A.java:2", "method of at most 40", "41");
    }

    @Test
    void shouldNotCountCommentsInMethod() {
        String text = "class A { int x;\n    void run() {\n" + STATEMENT.repeat(40) + "        // why\n    }\n}\n";

        assertThat(check(text)).isEmpty();
    }

    @Test
    void shouldFindLongFile() {
        String text = "class A {\n" + "    int x;\n".replace("x", "y") + "\n".repeat(500) + "}\n";

        assertThat(check(text)).singleElement().asString().contains("file of at most 500", "503");
    }

    @Test
    void shouldNotCountJavadocInFile() {
        String text = "/**\n" + " * Why.\n".repeat(500) + " */\nclass A {}\n";

        assertThat(check(text)).isEmpty();
    }

    @Test
    void shouldTakeSlashesInStringForCode() {
        String text = "class A {\n" + "    String s = \"//\";\n".repeat(501) + "}\n";

        assertThat(check(text)).singleElement().asString().contains("file of at most 500");
    }

    @Test
    void shouldFindFilesThatAreTooLongTogether() {
        String heading = "/** Why. */\npackage a;\n\nimport b.C;\n";
        Source first = Source.of("A.java", heading + "class A {\n    int x; // why\n    // why\n}\n");
        Source second = Source.of("B.java", heading + "class B {\n    int importance;\n}\n");

        assertThat(SourceRules.checkShort("a", List.of(first, second), 7)).isEmpty();
        assertThat(SourceRules.checkShort("a", List.of(first, second), 6))
                .singleElement()
                .asString()
                .contains("a", "fewer than 6", "6 lines");
    }

    @Test
    void shouldFindLongLine() {
        String text = "class A {\n    // " + "w".repeat(120) + "\n}\n";

        assertThat(check(text)).singleElement().asString().contains("A.java:2", "line of at most 120");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PipeImpl", "DefaultPipe", "AbstractPipe", "PipeUtil", "PipeUtils", "PipeHelper"})
    void shouldFindPoorName(String name) {
        assertThat(check("class A { class " + name + " {} }"))
                .singleElement()
                .asString()
                .contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Defaults", "Utility", "RingPipe", "Implement"})
    void shouldAcceptGoodName(String name) {
        assertThat(check("class " + name + " {}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Thread.sleep(1)", "java.util.concurrent.TimeUnit.SECONDS.sleep(1)", "MILLISECONDS.sleep(1)"})
    void shouldFindSleepInTest(String call) {
        String text = "class A { void run() throws Exception { " + call + "; } }";

        assertThat(SourceRules.check(Source.of("A.java", text), true))
                .singleElement()
                .asString()
                .contains("no sleep");
        assertThat(SourceRules.check(Source.of("A.java", text), false)).isEmpty();
    }

    private static List<Violation> check(String text) {
        return SourceRules.check(Source.of("A.java", text), false);
    }
}
