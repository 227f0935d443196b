package ipc.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ipc.api.Ipc;
import ipc.api.sync.Creation;
import ipc.api.sync.Mutex;
import ipc.api.sync.MutexOptions;
import ipc.api.sync.MutexOptions.Kind;
import ipc.api.sync.Sync;
import ipc.sync.GuardedSync;
import ipc.testkit.client.Child;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaiterCommandTest {
    private final RunningShell shell = new RunningShell();

    WaiterCommandTest() {
        shell.kernel()
                .bind(new GuardedSync(shell.kernel().scheduler(), shell.kernel().memory()), "ipc.sync 1.0.0", 0);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private static Mutex mutex(Ipc ipc, String name) {
        return ipc.face(Sync.class).openMutex(name, Creation.mode(0600), MutexOptions.of(Kind.NORMAL));
    }

    private Child<Boolean> start(String name) {
        Child<Boolean> child = shell.start(ipc -> {
            mutex(ipc, name).lock();
            return true;
        });
        shell.awaitBlocked(child.process());
        return child;
    }

    @Test
    void shouldShowNobodyWhereNobodyWaits() throws Exception {
        assertThat(shell.type("ipc:waiters")).isEqualTo("PID  NAME  THREAD  SINCE  NEEDS  WAITS FOR  HELD BY\n");
        assertThat(shell.type("ipc:waiters --json")).isEqualTo("{\"waiters\":[],\"cycles\":[]}\n");
        assertThat(shell.type("ipc:waiters --dot")).isEqualTo("digraph waiters {\n}\n");
    }

    @Test
    void shouldShowWhoWaitsForWhom() throws Exception {
        mutex(shell.ipc(), "/held").lock();
        int pid = start("/held").process().pid();
        String owner = shell.ipc().self().pid() + " ipc.console/"
                + Thread.currentThread().threadId();

        assertThat(shell.type("ipc:waiters").lines())
                .anyMatch(line -> line.matches(" *" + pid + " +test +\\d+ +\\S+.* +all +mutex /held +" + owner));
        assertThat(shell.type("ipc:waiters --json"))
                .contains("\"needed\":true,\"object\":\"mutex /held\",\"holders\":[{\"pid\":"
                        + shell.ipc().self().pid() + ",\"process\":\"ipc.console\",")
                .endsWith("\"cycles\":[]}\n");
        assertThat(shell.type("ipc:waiters --dot").lines())
                .anyMatch(line -> line.matches("  \"" + pid + "/\\d+\" -> \"mutex /held\";"))
                .anyMatch(line -> line.startsWith(
                        "  \"mutex /held\" -> \"" + shell.ipc().self().pid() + "/"))
                .noneMatch(line -> line.contains("color=red"));
    }

    @Test
    void shouldShowACycle() throws Exception {
        deadlock();

        assertThat(shell.type("ipc:waiters").lines())
                .anyMatch(line -> line.matches("deadlock: process \\d+ 'test' waits for mutex /\\w held by process \\d+"
                        + " 'test', which waits for mutex /\\w held by process \\d+ 'test'"));
        assertThat(shell.type("ipc:waiters --json")).contains("\"cycles\":[{\"words\":\"process ");
        assertThat(shell.type("ipc:waiters --dot").lines().filter(line -> line.contains("color=red")))
                .hasSize(4);
    }

    /** Two programs of which each has what the other wants. */
    private void deadlock() {
        Mutex a = mutex(shell.ipc(), "/a");
        Mutex b = mutex(shell.ipc(), "/b");
        startHolder("/a", "/b");
        startHolder("/b", "/a");
        shell.await(() -> a.status().waiting() + b.status().waiting() == 2);
    }

    private void startHolder(String own, String others) {
        shell.start(ipc -> {
            mutex(ipc, own).lock();
            Mutex wanted = mutex(ipc, others);
            while (wanted.status().owner() == 0) {
                ipc.yieldNow();
            }
            wanted.lock();
            return true;
        });
    }

    @Test
    void shouldPrintOneFormOnly() {
        assertThatThrownBy(() -> shell.type("ipc:waiters --json --dot")).hasMessageContaining("not both");
    }
}
