package ipc.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of provider code, with a planted violation that it has to find. */
class ProviderCodeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "void a() throws Exception { Thread.sleep(1); }",
                "void a() { Thread.ofVirtual(); }",
                "void a() { new Thread(() -> {}).start(); }",
                "void a() { Thread.yield(); }",
                "void a() { Thread.currentThread().interrupt(); }",
                "Runnable a() { return Thread::yield; }",
                "static class T extends Thread {}",
                "void a() throws Exception { TimeUnit.SECONDS.sleep(1); }",
                "void a() throws Exception { wait(); }",
                "void a() throws Exception { this.wait(10); }",
                "void a() { notify(); }",
                "void a() { notifyAll(); }",
                "void a() { java.util.concurrent.locks.LockSupport.park(); }",
                "void a(java.util.concurrent.locks.Lock l) { l.lock(); }",
                "Object a() { return new java.util.concurrent.locks.ReentrantLock(); }",
                "Object a() { return new ArrayBlockingQueue<String>(1); }",
                "Object a() { return new LinkedBlockingDeque<String>(); }",
                "Object a() { return new SynchronousQueue<String>(); }",
                "Object a() { return new CountDownLatch(1); }",
                "Object a() { return new Semaphore(1); }",
                "Object a() { return Executors.newVirtualThreadPerTaskExecutor(); }",
                "Object a() { return CompletableFuture.completedFuture(1); }",
                "Object a() { return ForkJoinPool.commonPool(); }",
                "Object a(List<String> l) { return l.parallelStream(); }",
                "Object a() { return new Timer(); }",
                "Object a() throws Exception { return Class.forName(\"A\"); }"
            })
    void shouldFindOtherWaysToWait(String members) {
        assertThat(check(members)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "synchronized void a() {}",
                "static synchronized void a() {}",
                "void a() { synchronized (this) { hashCode(); } }"
            })
    void shouldFindMonitor(String members) {
        assertThat(check(members)).singleElement().asString().contains("no monitor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "long a() { return System.nanoTime(); }",
                "long a() { return System.currentTimeMillis(); }",
                "Object a() { return java.time.Instant.now(); }",
                "Object a() { return java.time.LocalDate.now(); }",
                "java.util.function.Supplier<Object> a() { return java.time.Instant::now; }",
                "Object a() { return java.time.Clock.systemUTC(); }",
                "Object a() { return new Date(); }",
                "Object a() { return Calendar.getInstance(); }"
            })
    void shouldFindClock(String members) {
        assertThat(check(members)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object a() { return new Random(7); }",
                "Object a() { return ThreadLocalRandom.current(); }",
                "double a() { return Math.random(); }",
                "Object a() { return UUID.randomUUID(); }",
                "Object a() { return new SplittableRandom(); }",
                "Object a() { return java.util.random.RandomGenerator.getDefault(); }",
                "void a(List<String> l) { Collections.shuffle(l); }"
            })
    void shouldFindChance(String members) {
        assertThat(check(members)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static int count;",
                "static volatile String name;",
                "static final int[] CELLS = {1};",
                "static final List<String> NAMES = List.of();",
                "static final Map<String, String> NAMES = new HashMap<>();",
                "static final java.util.concurrent.atomic.AtomicInteger N = null;",
                "static final Object LOCK = new Object();",
                "static final StringBuilder B = new StringBuilder();",
                "static class P { int x; } static final P ONE = new P();",
                "record R(int[] cells) {} static final R ONE = new R(new int[1]);",
                "enum E { ONE; int count; }"
            })
    void shouldFindStaticState(String members) {
        assertThat(check(members)).singleElement().asString().contains("no static state");
    }

    @ParameterizedTest
    @ValueSource(strings = "static final ThreadLocal<String> T = new ThreadLocal<>();")
    void shouldFindThreadLocal(String members) {
        assertThat(check(members)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static final int MAX = 7; static final String NAME = \"a\";",
                "static final java.time.Duration D = java.time.Duration.ZERO;",
                "enum E { ONE, TWO { @Override int a() { return 2; } }; int a() { return 1; } }",
                "enum E { ONE } static final E FIRST = E.ONE;",
                "enum E { ONE } int a(E e) { switch (e) { case ONE: return 1; default: return 2; } }",
                "record R(String name, R next) {} static final R ONE = new R(\"a\", null);",
                "int[] cells = new int[1]; List<String> names = new ArrayList<>();",
                "Object a = new ConcurrentHashMap<String, String>(); Object b = new ConcurrentLinkedQueue<String>();",
                "java.util.concurrent.atomic.AtomicLong n = new java.util.concurrent.atomic.AtomicLong();",
                "volatile int n; static final java.lang.invoke.VarHandle N; static { try { N ="
                        + " java.lang.invoke.MethodHandles.lookup().findVarHandle(Planted.class, \"n\", int.class); }"
                        + " catch (ReflectiveOperationException e) { throw new ExceptionInInitializerError(e); } }",
                "void notify(int event) {} void wait(String until) {} void a() { notify(1); wait(\"b\"); }",
                "long a(java.time.Duration d) { return d.toNanos(); }",
                "void a(boolean b) { assert b; }"
            })
    void shouldAcceptDataStructuresAndPolicy(String members) {
        assertThat(check(members)).isEmpty();
    }

    private static List<Violation> check(String members) {
        ProviderCode code = new ProviderCode();
        List<byte[]> planted = Planted.members(members);
        planted.forEach(code::know);
        return planted.stream().flatMap(bytes -> code.check(bytes).stream()).toList();
    }
}
