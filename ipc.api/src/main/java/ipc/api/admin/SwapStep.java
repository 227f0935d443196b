package ipc.api.admin;

/** The steps of a swap, in their order. */
public enum SwapStep {
    /** The successor is there, is another one, and understands the state records. */
    PREFLIGHT,
    /** The gate closes: new calls wait in the kernel. */
    FREEZE,
    /** Waiting calls are held where they are, or leave if the bundle does; running ones are counted out. */
    DRAIN,
    /** Each object gives its state. */
    EXPORT,
    /** The successor makes shadow objects from the states. */
    IMPORT,
    /** The shadows give their own states, which must equal those they were made from; loans find their slots. */
    CHECK,
    /** The shadows take the places of the old objects. */
    SWITCH,
    /** The gate opens: waiting calls go on in their old order. */
    RESUME,
    /** The old objects are gone; for a while a failure of the successor swaps back. */
    PROBATION
}
