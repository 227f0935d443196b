package ipc.testkit.kernel;

/** Ends a parked call as a kill or a swap of the real kernel does: a provider must let it pass. */
public final class CallUnwound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CallUnwound(String queue) {
        super("unwound out of " + queue);
    }
}
