package ipc.kernel.schedule;

/**
 * Leaves a provider from inside a park, for reasons that are the kernel's own; clients never see it.
 *
 * <p>An {@link Error} without a stack, so that a provider's or a program's {@code catch (Exception)} lets it pass.
 */
public final class Unwind extends Error {
    private static final long serialVersionUID = 1L;

    /** Why a call unwinds. */
    public enum Reason {
        /** The process was killed: the thread unwinds to the start of its program. */
        KILL,
        /** The provider is leaving: the call waits at the gate and begins again. */
        RESTART,
        /** The program asked to exit: the thread unwinds to the start of its program. */
        EXIT
    }

    private final Reason reason;

    /**
     * Makes an unwinding.
     *
     * @param reason why
     */
    public Unwind(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }
}
