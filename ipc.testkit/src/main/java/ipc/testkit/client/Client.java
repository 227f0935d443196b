package ipc.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Credentials;
import ipc.api.Errno;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.admin.KernelAdmin;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.testkit.kernel.Watchdog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A privileged process for tests, and the few things that most of them do. */
public interface Client {
    /** Makes names unique, so that tests need not clean up after each other. */
    AtomicLong NAMES = new AtomicLong();

    /** {@return the view of a privileged process, the same during a test} */
    Ipc ipc();

    /** {@return the operator's view of the same kernel} */
    KernelAdmin admin();

    /** {@return the process's message queues} */
    default MessageQueues queues() {
        return ipc().face(MessageQueues.class);
    }

    /** {@return how many bytes the kernel has charged for in all} */
    default long usedBytes() {
        return admin().meters().stream()
                .filter(meter -> meter.name().equals("kernel.memory"))
                .findFirst()
                .orElseThrow()
                .figures()
                .values()
                .iterator()
                .next();
    }

    /** {@return a name that no other test uses} */
    static String newName() {
        return "/test-" + NAMES.incrementAndGet();
    }

    /** {@return options that create a small queue open to its owner} */
    static QueueOptions small() {
        return QueueOptions.readWrite().create(0600).depthMax(2).messageBytesMax(64);
    }

    /** {@return a new small queue} */
    default MessageQueue newQueue() {
        return queues().open(newName(), small());
    }

    /**
     * Starts a program as a child with the same credentials.
     *
     * @param <T> type of the result
     * @param body the program
     * @return the child
     */
    default <T> Child<T> start(Body<T> body) {
        return Child.start(ipc(), body, ipc().self().credentials());
    }

    /**
     * Runs a program to its end as a user without privileges.
     *
     * @param <T> type of the result
     * @param uid the user, whose group has the same number
     * @param body the program
     * @return its result; what it threw is thrown
     */
    default <T> T asUser(int uid, Body<T> body) {
        return Child.start(ipc(), body, Credentials.of(uid, uid)).result();
    }

    /** What a test lets a program do. */
    @FunctionalInterface
    interface Body<T> {
        /**
         * Runs inside the program.
         *
         * @param ipc the program's view of the kernel
         * @return anything
         * @throws Exception anything
         */
        T run(Ipc ipc) throws Exception;
    }

    /**
     * Checks that a call fails with an errno and says so in its message.
     *
     * @param errno which one
     * @param call the call
     */
    static void assertFails(Errno errno, ThrowingCallable call) {
        IpcException failure = Assertions.catchThrowableOfType(IpcException.class, call);
        assertThat(failure).as("expected %s", errno).isNotNull();
        assertThat(failure.errno()).as(failure.getMessage()).isEqualTo(errno);
        assertThat(failure).hasMessageStartingWith(errno + ": ");
    }

    /** {@return a message} */
    static ByteBuffer message(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return a buffer that any small queue can fill} */
    static ByteBuffer buffer() {
        return ByteBuffer.allocate(64);
    }

    /** {@return what was received into a buffer} */
    static String text(ByteBuffer received) {
        return StandardCharsets.UTF_8.decode(received.duplicate().flip()).toString();
    }

    /** {@return the next message of a queue, which has one} */
    static String take(MessageQueue queue) {
        ByteBuffer buffer = buffer();
        assertThat(queue.tryReceive(buffer)).isNotNegative();
        return text(buffer);
    }

    /**
     * Waits for something that never comes; virtual time does not end this, as it would end a sleep.
     *
     * @param ipc of the program that waits
     */
    static void waitForever(Ipc ipc) {
        ipc.face(MessageQueues.class).create(small()).receive(buffer());
    }

    /**
     * Waits until a process waits in the kernel.
     *
     * @param process which one
     */
    default void awaitBlocked(IpcProcess process) {
        await(() -> process.state() == IpcProcess.State.BLOCKED);
    }

    /**
     * Lets other processes run until a condition holds, or the watchdog loses patience.
     *
     * @param condition what must come soon
     */
    default void await(Callable<Boolean> condition) {
        long end = System.nanoTime() + Watchdog.limit().toNanos();
        try {
            while (!condition.call()) {
                assertThat(System.nanoTime()).as("the watchdog barks").isLessThan(end);
                ipc().yieldNow();
            }
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
