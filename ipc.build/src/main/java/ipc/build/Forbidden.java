package ipc.build;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What provider code may not name, in the JVM's spelling of names. */
final class Forbidden {
    /** Of java.util.concurrent, what never blocks; the rest of the package is refused. */
    private static final Pattern CONCURRENT_ALLOWED = Pattern.compile("java/util/concurrent/"
            + "(atomic/\\w+|Concurrent\\w+(\\$\\w+)*|CopyOnWrite\\w+|TimeUnit|Callable|CancellationException)");

    private static final List<Pattern> TYPES = List.of(
            // threads, and what starts one
            Pattern.compile("java/lang/(Thread[$].*|ThreadGroup|Process\\w*|ref/Cleaner.*)"),
            Pattern.compile("java/util/Timer(Task)?"),
            // state beside the objects
            Pattern.compile("java/lang/(Inheritable)?ThreadLocal"),
            // chance
            Pattern.compile("java/util/(Random|SplittableRandom|random/.*)"),
            Pattern.compile("java/security/SecureRandom"),
            // time
            Pattern.compile("java/time/(Clock|InstantSource)|java/util/(Calendar|GregorianCalendar)"),
            // ways round this check
            Pattern.compile("(sun|jdk/internal)/.*|java/lang/reflect/(Method|Constructor|Field|Proxy)"));

    private static final Set<String> MEMBERS = Set.of(
            "java/lang/System.nanoTime",
            "java/lang/System.currentTimeMillis",
            "java/lang/Math.random",
            "java/lang/StrictMath.random",
            "java/util/UUID.randomUUID",
            "java/lang/Class.forName",
            "java/lang/Runtime.addShutdownHook");

    private static final Pattern OBJECT_WAITS = Pattern.compile("wait:\\((J|JI)?\\)V|notify(All)?:\\(\\)V");
    private static final Pattern TIME_UNIT_WAITS = Pattern.compile("sleep|timedWait|timedJoin");
    /** Parallel streams borrow the common pool's threads. */
    private static final Pattern PARALLEL = Pattern.compile("java/util/.*\\.parallel(Stream)?");

    private Forbidden() {}

    static boolean isType(String name) {
        if (name.startsWith("java/util/concurrent/")) {
            return !CONCURRENT_ALLOWED.matcher(name).matches();
        }
        return TYPES.stream().anyMatch(type -> type.matcher(name).matches());
    }

    static boolean isMember(String owner, String name, String descriptor) {
        String member = owner + "." + name;
        return owner.equals("java/lang/Thread")
                || MEMBERS.contains(member)
                || OBJECT_WAITS.matcher(name + ":" + descriptor).matches()
                || (owner.equals("java/util/concurrent/TimeUnit")
                        && TIME_UNIT_WAITS.matcher(name).matches())
                || (owner.startsWith("java/time/") && name.equals("now"))
                || isHiddenClockOrChance(member, descriptor)
                || PARALLEL.matcher(member).matches();
    }

    /** Calls that read the clock or draw a number only in the form without an argument for it. */
    private static boolean isHiddenClockOrChance(String member, String descriptor) {
        return (member.equals("java/util/Date.<init>") && descriptor.equals("()V"))
                || (member.equals("java/util/Collections.shuffle") && descriptor.equals("(Ljava/util/List;)V"));
    }
}
