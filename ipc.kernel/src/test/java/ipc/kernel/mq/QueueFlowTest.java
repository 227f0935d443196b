package ipc.kernel.mq;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.kernel.FlowSuites;
import org.junit.jupiter.api.Test;
import org.testng.TestListenerAdapter;

/** Publisher and subscriber, judged by the TCK of reactive streams. */
class QueueFlowTest {
    @Test
    void shouldPassTheTckAsPublisher() {
        TestListenerAdapter result = FlowSuites.run(QueuePublisherTck.class);

        assertThat(result.getFailedTests()).isEmpty();
        assertThat(result.getPassedTests()).hasSizeGreaterThan(10);
    }

    @Test
    void shouldPassTheTckAsSubscriber() {
        TestListenerAdapter result = FlowSuites.run(QueueSubscriberTck.class);

        assertThat(result.getFailedTests()).isEmpty();
        assertThat(result.getPassedTests()).hasSizeGreaterThan(5);
    }
}
