package ipc.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ipc.api.Timeout;
import ipc.api.channels.Channel;
import ipc.api.channels.ChannelListener;
import ipc.api.channels.ChannelOptions;
import ipc.api.channels.ChannelPair;
import ipc.api.channels.Channels;
import ipc.api.channels.DirectionOptions;
import ipc.api.channels.WhenFull;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.Pipes;
import ipc.channels.RingChannels;
import ipc.kernel.Kernel;
import ipc.pipes.RingPipes;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectCommandsTest {
    private final RunningShell shell = new RunningShell();

    @BeforeEach
    void createQueue() {
        MessageQueues queues = shell.ipc().face(MessageQueues.class);
        MessageQueue queue = queues.open(
                "/orders", QueueOptions.readWrite().create(0640).depthMax(8).messageBytesMax(2048));
        queue.send(ByteBuffer.allocate(5), 1);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void shouldListQueuesWithTheColumnsOfUtilLinux() throws Exception {
        assertThat(shell.type("ipc:lsipc").lines())
                .containsExactly(
                        "NAME     KIND  ID  PERMS      OWNER  GROUP  MSGS  MSGSMAX  MSGSIZE  WAITING  HANDLES  BYTES",
                        "/orders  mq     1  rw-r-----      0      0     1        8       2K        0        1      0");
    }

    @Test
    void shouldShowOneQueueAsJson() throws Exception {
        assertThat(shell.type("ipc:lsipc --json /orders"))
                .isEqualTo("[{\"name\":\"/orders\",\"kind\":\"mq\",\"id\":1,\"perms\":\"rw-r-----\",\"owner\":0,"
                        + "\"group\":0,\"msgs\":1,\"msgsMax\":8,\"msgSizeBytes\":2048,"
                        + "\"waiting\":0,\"handles\":1,\"bytes\":0}]\n");
    }

    @Test
    void shouldTellObjectsOfDifferentKindsApart() throws Exception {
        Kernel kernel = shell.kernel();
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", 0);
        Channels channels = shell.ipc().face(Channels.class);
        ChannelListener listener = channels.listen("/orders", ChannelOptions.standard());

        assertThat(shell.type("ipc:lsipc").lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("/orders  channels   1  rw-------"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> shell.type("ipc:lsipc /orders"))
                .withMessage("lsipc: 2 objects are called /orders; say which kind: channels:/orders");
        assertThat(shell.type("ipc:ipcrm channels:/orders")).isEmpty();
        assertThat(shell.type("ipc:lsipc --json channels:1")).contains("\"name\":\"\"");
        listener.close();
    }

    @Test
    void shouldListChannelsAndListenersInAllColumns() throws Exception {
        Kernel kernel = shell.kernel();
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", 0);
        Channels channels = shell.ipc().face(Channels.class);
        DirectionOptions back =
                DirectionOptions.standard().depthMax(2).bytesMax(2048).messageBytesMax(1024);
        ChannelOptions options = ChannelOptions.standard()
                .fromFirst(back.depthMax(6).bytesMax(8192).messageBytesMax(4096))
                .fromSecond(back)
                .mode(0620)
                .backlog(5);
        channels.listen("/orders", options);
        Channel client = channels.connect("/orders", Timeout.forever());
        client.send(ByteBuffer.allocate(9), 0);

        assertThat(shell.type("ipc:lsipc").lines().filter(line -> !line.contains("  mq ")))
                .containsExactly(
                        "NAME     KIND      ID  PERMS      OWNER  GROUP  MSGS  MSGSMAX  MSGSIZE  WAITING  HANDLES "
                                + " BYTES",
                        "/orders  channels   1  rw-------      0      0     1        6       1B        0        1     "
                                + " 0",
                        "-        channels   2  ---------      0      0     1        8       4K        0        1     "
                                + " 9");
        assertThat(shell.type("ipc:lsipc --json channels:2"))
                .isEqualTo("[{\"name\":\"\",\"kind\":\"channels\",\"id\":2,\"perms\":\"---------\",\"owner\":0,"
                        + "\"group\":0,\"msgs\":1,\"msgsMax\":8,\"msgSizeBytes\":4096,"
                        + "\"waiting\":0,\"handles\":1,\"bytes\":9}]\n");
    }

    @Test
    void shouldShowLostMessagesByDirectionAndCause() throws Exception {
        Kernel kernel = shell.kernel();
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", 0);
        DirectionOptions one =
                DirectionOptions.standard().depthMax(1).bytesMax(8).messageBytesMax(8);
        ChannelPair pair = shell.ipc()
                .face(Channels.class)
                .create(ChannelOptions.standard().both(one.whenFull(WhenFull.DROP_NEWEST)));
        pair.first().send(ByteBuffer.allocate(1), 0);
        pair.first().send(ByteBuffer.allocate(1), 0);

        assertThat(shell.type("ipc:stat channels"))
                .contains("fromFirst.droppedNewest messages 1,", "fromSecond.droppedNewest messages 0,");
        assertThat(shell.type("ipc:stat --json channels")).contains("\"fromFirst.droppedNewest messages\":1");
    }

    @Test
    void shouldRemoveNameByName() throws Exception {
        assertThat(shell.type("ipc:ipcrm /orders")).isEmpty();

        assertThat(shell.type("ipc:lsipc --json 1")).contains("\"name\":\"\"", "\"handles\":1");
    }

    @Test
    void shouldRemoveNameById() throws Exception {
        assertThat(shell.type("ipc:ipcrm --json 1")).contains("\"name\":\"/orders\"");

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> shell.type("ipc:ipcrm 1"))
                .withMessage("ipcrm: object 1 has no name; it ends when its 1 handles close");
    }

    @Test
    void shouldListPipesBesideQueuesAndTellThemApart() throws Exception {
        shell.kernel()
                .bind(new RingPipes(shell.kernel().scheduler(), shell.kernel().memory()), "ipc.pipes", 0);
        Pipes pipes = shell.ipc().face(Pipes.class);
        pipes.makeFifo("/orders", PipeOptions.readWrite());
        pipes.open("/orders", PipeOptions.readWrite()).write(ByteBuffer.allocate(7));

        assertThat(shell.type("ipc:lsipc pipes:/orders").lines())
                .last()
                .asString()
                .matches("/orders +pipes +1 +rw------- .* 7");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> shell.type("ipc:ipcrm /orders"))
                .withMessage("ipcrm: 2 objects are called /orders; say which kind: pipes:/orders");
        assertThat(shell.type("ipc:ipcrm pipes:1")).isEmpty();
        assertThat(shell.type("ipc:lsipc --json /orders")).contains("\"kind\":\"mq\"");
    }

    @ParameterizedTest
    @CsvSource({"0, ---------", "0777, rwxrwxrwx", "0640, rw-r-----", "0421, r---w---x"})
    void shouldWriteModesAsLsDoes(String mode, String text) {
        assertThat(ObjectCommands.permissions(Integer.parseInt(mode, 8))).isEqualTo(text);
    }
}
