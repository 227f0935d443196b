package ipc.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Capability;
import ipc.api.Credentials;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.mq.QueueOptions;
import ipc.api.spi.SecurityPolicy;
import ipc.api.sync.MutexOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the fuzz test looks for can be seen where it is. */
class PlaygroundTest {
    private static final int FIRST_HANDLE = 1;

    private final Playground playground = new Playground(new OpenDoor());

    @Test
    void shouldSeeASecretThatIsGivenAway() {
        ByteBuffer buffer = ByteBuffer.allocate(64);
        playground.call(Sysno.MQ_OPEN, "/secrets", QueueOptions.readWrite());

        assertThatThrownBy(() -> playground.call(Sysno.MQ_RECEIVE, FIRST_HANDLE, buffer, Timeout.after(Duration.ZERO)))
                .hasMessageContaining("gave away");
    }

    @Test
    void shouldSeeThatTheVictimIsTouched() {
        playground.call(Sysno.MQ_OPEN, "/secrets", QueueOptions.readWrite());
        playground.call(Sysno.MQ_SEND, FIRST_HANDLE, ByteBuffer.allocate(1), 0, Timeout.after(Duration.ZERO));

        assertThatThrownBy(playground::shouldHaveLeftTheVictimAlone).hasMessageContaining("have changed");
    }

    @Test
    void shouldTakeADeadlockOfACallWithItselfAsRightlyReported() {
        playground.call(Sysno.MUTEX_CREATE, MutexOptions.of(MutexOptions.Kind.NORMAL));
        playground.call(Sysno.MUTEX_LOCK, FIRST_HANDLE, Timeout.after(Duration.ZERO));
        playground.call(Sysno.MUTEX_LOCK, FIRST_HANDLE, Timeout.after(Duration.ofMinutes(1)));

        assertThatCode(playground::shouldHaveLeftTheVictimAlone).doesNotThrowAnyException();
    }

    /** Lets everybody do everything. */
    private static final class OpenDoor implements SecurityPolicy {
        @Override
        public boolean mayOpen(Credentials caller, Node node, Set<Right> wanted) {
            return true;
        }

        @Override
        public boolean mayUnlink(Credentials caller, Node node) {
            return true;
        }

        @Override
        public boolean mayControl(Credentials caller, Credentials target) {
            return true;
        }

        @Override
        public boolean mayUse(Credentials caller, Capability capability) {
            return true;
        }
    }
}
