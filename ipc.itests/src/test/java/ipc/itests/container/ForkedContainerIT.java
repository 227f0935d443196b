package ipc.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@InContainer(forked = true)
class ForkedContainerIT extends ContainerTests {

    @Test
    void shouldRunOnTheJavaOfTheProduct() {
        assertThat(Runtime.version().feature()).isEqualTo(25);
    }

    @Test
    void shouldHaveAJvmOfItsOwn() {
        assertThat(System.getProperty("surefire.test.class.path")).isNull();
        assertThat(System.getProperty("java.class.path")).doesNotContain("junit");
    }
}
