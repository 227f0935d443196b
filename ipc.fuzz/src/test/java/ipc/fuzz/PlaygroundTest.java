package ipc.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Capability;
import ipc.api.Credentials;
import ipc.api.Right;
import ipc.api.Sysno;
import ipc.api.Timeout;
import ipc.api.events.CounterOptions;
import ipc.api.events.EventOptions;
import ipc.api.mq.QueueOptions;
import ipc.api.pipes.PipeOptions;
import ipc.api.spi.SecurityPolicy;
import ipc.api.sync.Creation;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.SemaphoreOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fuzz test looks for can be seen where it is. */
class PlaygroundTest {
    private static final int FIRST_HANDLE = 1;
    private static final Timeout NOW = Timeout.after(Duration.ZERO);

    private final Playground playground = new Playground(new OpenDoor());

    @Test
    void shouldSeeASecretThatIsGivenAway() {
        ByteBuffer buffer = ByteBuffer.allocate(64);
        playground.call(Sysno.MQ_OPEN, Victim.NAME, QueueOptions.readWrite());

        assertThatThrownBy(() -> playground.call(Sysno.MQ_RECEIVE, FIRST_HANDLE, buffer, NOW))
                .hasMessageContaining("gave away");
    }

    @Test
    void shouldSeeThatTheVictimIsTouched() {
        playground.call(Sysno.MQ_OPEN, Victim.NAME, QueueOptions.readWrite());
        playground.call(Sysno.MQ_SEND, FIRST_HANDLE, ByteBuffer.allocate(1), 0, NOW);

        assertThatThrownBy(playground::shouldHaveLeftTheVictimAlone).hasMessageContaining("has changed");
    }

    @Test
    void shouldSeeASecretInWhatACallReturns() {
        playground.call(Sysno.CH_CONNECT, Victim.NAME, NOW);
        playground.call(Sysno.CH_LOAN, FIRST_HANDLE);

        assertThatThrownBy(() -> playground.call(Sysno.CH_LEASE, FIRST_HANDLE + 1, NOW))
                .hasMessageContaining("gave away");
    }

    @ParameterizedTest
    @MethodSource("touches")
    void shouldSeeThatAnythingOfTheVictimsIsTouched(Consumer<Playground> touch) {
        touch.accept(playground);

        assertThatThrownBy(playground::shouldHaveLeftTheVictimAlone).hasMessageContaining("has changed");
    }

    static Stream<Consumer<Playground>> touches() {
        return Stream.of(
                at -> at.call(Sysno.CH_CONNECT, Victim.NAME, NOW),
                at -> at.call(Sysno.PIPE_OPEN, Victim.NAME, PipeOptions.reading(), NOW),
                at -> {
                    at.call(Sysno.SEM_OPEN, Victim.SECOND_NAME, Creation.none(), SemaphoreOptions.counting(0));
                    at.call(Sysno.SEM_DRAIN, FIRST_HANDLE);
                },
                at -> {
                    at.call(Sysno.EVENT_OPEN, Victim.NAME, EventOptions.existing());
                    at.call(Sysno.EVENT_RESET, FIRST_HANDLE);
                },
                at -> {
                    at.call(Sysno.COUNTER_OPEN, Victim.SECOND_NAME, CounterOptions.existing());
                    at.call(Sysno.COUNTER_ADD, FIRST_HANDLE, 1L, NOW);
                });
    }

    @Test
    void shouldTakeADeadlockOfACallWithItselfAsRightlyReported() {
        playground.call(Sysno.MUTEX_CREATE, MutexOptions.of(MutexOptions.Kind.NORMAL));
        playground.call(Sysno.MUTEX_LOCK, FIRST_HANDLE, NOW);
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
