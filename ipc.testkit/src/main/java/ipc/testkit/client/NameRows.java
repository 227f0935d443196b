package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.small;
import static ipc.testkit.client.Client.take;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.SpawnOptions;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.QueueStatus;
import ipc.testkit.rows.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names: how they are formed, come to be and go. */
interface NameRows extends Client {
    @Test
    @Row("MQ-01")
    default void shouldCreateWithTheDefaultsOfLinux() {
        MessageQueue queue = queues().open(newName(), QueueOptions.readWrite().create(0600));

        assertThat(queue.status()).returns(10, QueueStatus::depthMax).returns(8192, QueueStatus::messageBytesMax);
    }

    @Test
    @Row("MQ-02")
    default void shouldNotOpenWhatIsNotThere() {
        assertFails(Errno.ENOENT, () -> queues().open(newName(), QueueOptions.readWrite()));
    }

    @Test
    @Row("MQ-03")
    default void shouldNotCreateExclusivelyWhatIsThere() {
        String name = newName();
        queues().open(name, small());

        assertFails(Errno.EEXIST, () -> queues().open(name, small().exclusive()));
    }

    @Test
    @Row("MQ-04")
    default void shouldIgnoreSizesAndModeOfAnExistingQueue() {
        String name = newName();
        queues().open(name, small());

        MessageQueue again = queues().open(name, small().create(0).depthMax(99).messageBytesMax(99));

        assertThat(again.status()).returns(2, QueueStatus::depthMax).returns(64, QueueStatus::messageBytesMax);
    }

    @Test
    @Row("MQ-05")
    default void shouldRefuseSizesBelowOne() {
        assertFails(Errno.EINVAL, () -> queues().open(newName(), small().depthMax(0)));
        assertFails(Errno.EINVAL, () -> queues().open(newName(), small().depthMax(-1)));
        assertFails(Errno.EINVAL, () -> queues().open(newName(), small().messageBytesMax(0)));
        assertFails(Errno.EINVAL, () -> queues().open(newName(), small().priorities(0)));
        assertFails(Errno.EINVAL, () -> queues().open(newName(), small().timeToLive(Duration.ZERO)));
        assertFails(Errno.EINVAL, () -> queues().open(newName(), small().create(01000)));
    }

    @Test
    @Row("MQ-06")
    default void shouldRefuseSizesAboveTheCeilingWithoutPrivilege() {
        QueueOptions deep = small().depthMax(257);

        assertFails(
                Errno.EINVAL,
                () -> asUser(7, ipc -> ipc.face(MessageQueues.class).open(newName(), deep)));
        assertThat(queues().open(newName(), deep).status().depthMax()).isEqualTo(257);
    }

    @Test
    @Row({"MQ-07", "MQ-08", "MQ-09", "G-13"})
    default void shouldRefuseNamesThatAreNotFormedAsLinuxWants() {
        assertFails(Errno.EINVAL, () -> queues().open("orders", small()));
        assertFails(Errno.ENOENT, () -> queues().open("/", small()));
        assertFails(Errno.EACCES, () -> queues().open("/orders/new", small()));
        assertFails(Errno.ENAMETOOLONG, () -> queues().open("/" + "n".repeat(256), small()));
        assertFails(Errno.ENAMETOOLONG, () -> queues().unlink("/" + "n".repeat(256)));
    }

    @Test
    @Row("G-13")
    default void shouldAcceptTheLongestName() {
        String name = newName() + "-";
        String longest = name + "n".repeat(256 - name.length());

        queues().open(longest, small()).close();

        queues().unlink(longest);
    }

    @Test
    @Row({"MQ-11", "G-11"})
    default void shouldLetExactlyOneRacerCreate() {
        String name = newName();
        List<Child<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            racers.add(start(ipc -> creates(ipc.face(MessageQueues.class), name)));
        }

        long winners = racers.stream()
                .filter(racer -> Boolean.TRUE.equals(racer.result()))
                .count();

        assertThat(winners).isEqualTo(1);
    }

    private static boolean creates(MessageQueues queues, String name) {
        try {
            queues.open(name, small().exclusive());
            return true;
        } catch (IpcException failure) {
            assertThat(failure.errno()).isEqualTo(Errno.EEXIST);
            return false;
        }
    }

    @Test
    @Row({"MQ-33", "MQ-34"})
    default void shouldKeepAnUnlinkedQueueForThoseWhoHaveIt() {
        String name = newName();
        MessageQueue old = queues().open(name, small());
        old.send(message("old"), 0);

        queues().unlink(name);
        MessageQueue fresh = queues().open(name, small().exclusive());

        assertThat(fresh.status().depth()).isZero();
        assertThat(take(old)).isEqualTo("old");
        assertThat(old.status().name()).isEmpty();
    }

    @Test
    @Row("MQ-35")
    default void shouldNotUnlinkWhatIsNotThere() {
        assertFails(Errno.ENOENT, () -> queues().unlink(newName()));
    }

    @Test
    @Row("KN-07")
    default void shouldSeparateNameSpaces() {
        String name = newName();
        queues().open(name, small());
        SpawnOptions elsewhere = SpawnOptions.program("elsewhere", (ipc, arguments) -> {
                    ipc.face(MessageQueues.class).open(name, small().exclusive());
                    return 0;
                })
                .nameSpace("elsewhere");

        int pid = ipc().spawn(elsewhere).pid();

        assertThat(Child.statusOf(ipc(), pid).status()).isZero();
    }
}
