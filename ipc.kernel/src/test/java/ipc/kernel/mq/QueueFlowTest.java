package ipc.kernel.mq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

/** Publisher and subscriber, judged by the TCK of reactive streams. */
class QueueFlowTest {
    @Test
    void shouldPassTheTckAsPublisher() {
        TestListenerAdapter result = run(QueuePublisherTck.class);

        assertThat(result.getFailedTests()).isEmpty();
        assertThat(result.getPassedTests()).hasSizeGreaterThan(10);
    }

    @Test
    void shouldPassTheTckAsSubscriber() {
        TestListenerAdapter result = run(QueueSubscriberTck.class);

        assertThat(result.getFailedTests()).isEmpty();
        assertThat(result.getPassedTests()).hasSizeGreaterThan(5);
    }

    private static TestListenerAdapter run(Class<?> tck) {
        TestListenerAdapter listener = new TestListenerAdapter();
        TestNG suite = new TestNG(false);
        suite.setTestClasses(new Class<?>[] {tck});
        suite.addListener(listener);
        suite.setVerbose(0);
        suite.setDefaultSuiteName(tck.getSimpleName());
        suite.setListenerClasses(List.of());
        suite.run();
        return listener;
    }
}
