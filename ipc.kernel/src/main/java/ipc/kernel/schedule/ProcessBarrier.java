package ipc.kernel.schedule;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Optional;

/**
 * Makes every thread of this JVM pass a full memory fence, so that the frequent side of a protocol needs none.
 *
 * <p>Where two threads each store to their own word and then load the other's, both need a fence between the two, or
 * the rare side executes this barrier and the frequent side nothing (Linux {@code membarrier(2)},
 * {@code PRIVATE_EXPEDITED}). Where the kernel of the machine does not offer it, {@link #AVAILABLE} is false and users
 * fall back to fences or atomic instructions.
 */
public final class ProcessBarrier {
    private static final int PRIVATE_EXPEDITED = 1 << 3;
    private static final int REGISTER_PRIVATE_EXPEDITED = 1 << 4;

    private static final Optional<MethodHandle> SYSCALL = find();

    /** Whether {@link #issue} works on this machine; a constant for the compiler. */
    public static final boolean AVAILABLE =
            SYSCALL.isPresent() && !Boolean.getBoolean("ipc.portableFences") && call(REGISTER_PRIVATE_EXPEDITED) == 0;

    private ProcessBarrier() {}

    /** Returns after every running thread of this JVM has executed a full fence. */
    public static void issue() {
        if (call(PRIVATE_EXPEDITED) != 0) {
            throw new IllegalStateException("membarrier was registered and is now refused");
        }
    }

    private static Optional<MethodHandle> find() {
        Optional<Long> number = switch (System.getProperty("os.name") + "/" + System.getProperty("os.arch")) {
            case "Linux/amd64" -> Optional.of(324L);
            case "Linux/aarch64" -> Optional.of(283L);
            default -> Optional.empty();
        };
        return number.flatMap(ProcessBarrier::link);
    }

    @SuppressWarnings("restricted") // one known function with its declared signature
    private static Optional<MethodHandle> link(long number) {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor type = FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG);
        Optional<MemorySegment> syscall = linker.defaultLookup().find("syscall");
        return syscall.map(address -> MethodHandles.insertArguments(
                linker.downcallHandle(address, type, Linker.Option.firstVariadicArg(1)), 0, number));
    }

    private static long call(long command) {
        try {
            return (long) SYSCALL.orElseThrow().invokeExact(command, 0L, 0L);
        } catch (Throwable failure) {
            throw new IllegalStateException("membarrier(" + command + ")", failure);
        }
    }
}
