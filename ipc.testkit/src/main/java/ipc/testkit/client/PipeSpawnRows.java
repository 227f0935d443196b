package ipc.testkit.client;

import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.PipeClient.put;
import static ipc.testkit.client.PipeClient.read;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.ExitStatus;
import ipc.api.Ipc;
import ipc.api.IpcProcess;
import ipc.api.Limit;
import ipc.api.Program;
import ipc.api.Right;
import ipc.api.SpawnOptions;
import ipc.api.pipes.PipePair;
import ipc.api.pipes.Pipes;
import ipc.testkit.rows.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Processes that read and print through pipes that their spawner gave them. */
interface PipeSpawnRows extends PipeClient {
    private static String all(Ipc ipc) throws IOException {
        return new String(ipc.in().readAllBytes(), StandardCharsets.UTF_8);
    }

    private ExitStatus end(IpcProcess process) {
        return Child.statusOf(ipc(), process.pid());
    }

    @Test
    @Row("PI-09")
    default void shouldJoinProcessesByPipes() {
        PipePair first = newPipe();
        PipePair second = newPipe();
        IpcProcess left = ipc().spawn(SpawnOptions.program("left", (ipc, none) -> {
                    ipc.out().print("through ");
                    ipc.out().print("pipes");
                    return 0;
                })
                .output(first.writer()));
        IpcProcess right = ipc().spawn(SpawnOptions.program("right", (ipc, none) -> {
                    ipc.out().print(all(ipc) + "!");
                    return 0;
                })
                .input(first.reader())
                .output(second.writer()));
        first.reader().close();
        first.writer().close();
        second.writer().close();

        assertThat(end(left).status()).isZero();
        assertThat(end(right).status()).isZero();

        assertThat(read(second.reader())).isEqualTo("through pipes!");
        assertThat(read(second.reader())).isEmpty();
    }

    @Test
    @Row("PI-06")
    default void shouldTellWhoPrintsThatNobodyReads() {
        PipePair pipe = newPipe();
        IpcProcess printer = ipc().spawn(SpawnOptions.program("printer", (ipc, none) -> {
                    while (!ipc.out().checkError()) {
                        ipc.out().println("again");
                    }
                    return 7;
                })
                .output(pipe.writer()));
        pipe.writer().close();
        awaitBlocked(printer);

        pipe.reader().close();

        assertThat(end(printer).status()).isEqualTo(7);
    }

    @Test
    default void shouldShareTheEndsOfAProcessWithItsChildren() {
        PipePair in = newPipe();
        PipePair out = newPipe();
        put(in.writer(), "for the grandchild");
        in.writer().close();
        Program grandchild = (ipc, none) -> {
            ipc.out().print("read " + all(ipc));
            return 0;
        };
        IpcProcess child = ipc().spawn(SpawnOptions.program("child", (ipc, none) -> {
                    IpcProcess inner = ipc.spawn(SpawnOptions.program("grandchild", grandchild));
                    return Child.statusOf(ipc, inner.pid()).status();
                })
                .input(in.reader())
                .output(out.writer()));
        in.reader().close();
        out.writer().close();

        assertThat(end(child).status()).isZero();

        assertThat(read(out.reader())).isEqualTo("read for the grandchild");
        assertThat(read(out.reader())).isEmpty();
    }

    @Test
    default void shouldPrintAndComplainWhereItIsToldWithoutPipes() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PipePair pipe = newPipe();
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        IpcProcess process = ipc().spawn(SpawnOptions.program("complains", (ipc, none) -> {
                    ipc.out().print("printed" + all(ipc));
                    ipc.err().print("complained");
                    return 0;
                })
                .out(stream)
                .output(pipe.writer()));

        assertThat(end(process).status()).isZero();

        assertThat(read(pipe.reader())).isEqualTo("printed");
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("complained");
    }

    @Test
    @Row({"PI-13", "G-04"})
    default void shouldRefuseEndsThatCannotBeGiven() {
        PipePair pipe = newPipe();
        SpawnOptions options = SpawnOptions.program("never", (ipc, none) -> 0);

        assertFails(Errno.EBADF, () -> ipc().spawn(options.input(pipe.writer())));
        assertFails(Errno.EBADF, () -> ipc().spawn(options.output(pipe.reader())));
        assertFails(Errno.EACCES, () -> ipc().spawn(options.input(pipe.reader().duplicate(Set.of(Right.READ)))));
        assertFails(Errno.EBADF, () -> asUser(7, ipc -> ipc.spawn(options.input(pipe.reader()))));

        assertThat(pipe.reader().status().readers()).isOne();
    }

    @Test
    @Row("G-14")
    default void shouldEndWhoHasNoRoomForAnEnd() {
        IpcProcess process = ipc().spawn(SpawnOptions.program("outer", (ipc, none) -> {
            ipc.self().limit(Limit.HANDLES, new Limit.Value(2, 2));
            PipePair own = ipc.face(Pipes.class).create(PipeClient.page());
            own.writer().close();
            ipc.self().limit(Limit.HANDLES, new Limit.Value(0, 2));
            IpcProcess inner = ipc.spawn(
                    SpawnOptions.program("inner", (child, nothing) -> 0).input(own.reader()));
            return Child.statusOf(ipc, inner.pid()).status();
        }));

        assertThat(end(process).status()).isOne();
    }
}
