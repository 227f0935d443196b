package ipc.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.sync.Permits;
import ipc.testkit.kernel.Call;
import ipc.testkit.kernel.Watchdog;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The JDK keeps what the rows of its twins say that it promises; so these rows are no promises of our own. */
class JdkTwinTest implements TwinLockRows, TwinConditionRows, TwinPermitRows, TwinInterruptRows {
    @Override
    public Lock newLock() {
        return new ReentrantLock();
    }

    @Override
    public ReadWriteLock newReadWriteLock() {
        return new StampedLock().asReadWriteLock();
    }

    @Override
    public Permits newPermits(int permits, boolean fair) {
        Semaphore semaphore = new Semaphore(permits, fair);
        return (Permits) Proxy.newProxyInstance(
                Permits.class.getClassLoader(),
                new Class<?>[] {Permits.class},
                (proxy, method, arguments) -> call(semaphore, method, arguments));
    }

    private static Object call(Semaphore semaphore, Method method, Object[] arguments) throws Throwable {
        try {
            return Semaphore.class
                    .getMethod(method.getName(), method.getParameterTypes())
                    .invoke(semaphore, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    @Override
    public void awaitWaiting(Call<?>... calls) {
        long end = System.nanoTime() + Watchdog.limit().toNanos();
        while (!Stream.of(calls).allMatch(Call::isWaiting)) {
            assertThat(calls).noneMatch(Call::isDone);
            assertThat(System.nanoTime()).as("the watchdog barks").isLessThan(end);
            Thread.yield();
        }
    }

    @Test
    void shouldHaveTheMethodsOfItsTwin() {
        assertThat(methods(Permits.class)).containsExactlyInAnyOrderElementsOf(methods(Semaphore.class));
    }

    private static List<String> methods(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !method.getName().equals("toString"))
                .map(method -> "%s %s%s throws %s"
                        .formatted(
                                method.getReturnType(),
                                method.getName(),
                                List.of(method.getParameterTypes()),
                                List.of(method.getExceptionTypes())))
                .toList();
    }
}
