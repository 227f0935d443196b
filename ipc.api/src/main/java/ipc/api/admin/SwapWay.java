package ipc.api.admin;

/** Why the provider of a mechanism changes. */
public enum SwapWay {
    /** An operator or a program asked for it. */
    COMMANDED,
    /** A provider of a higher ranking came, and the policy is greedy. */
    RANKING,
    /** The serving provider left: its bundle was stopped, updated or uninstalled, or its component withdrew. */
    DEPARTURE,
    /** A provider came while none served. */
    ARRIVAL,
    /** The chosen provider came back after another one had stood in for it. */
    RETURN,
    /** The serving provider failed inside a call during its probation. */
    FAILURE
}
