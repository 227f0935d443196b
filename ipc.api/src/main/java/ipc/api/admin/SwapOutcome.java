package ipc.api.admin;

/** How a swap ended. */
public enum SwapOutcome {
    /** The successor serves. */
    SWITCHED,
    /** A dry run went well; the shadows were dropped and the old provider serves. */
    CHECKED,
    /** Nothing was exported; the old provider serves as before. */
    REFUSED,
    /** The successor could not take over; its shadows were dropped and the old provider serves. */
    ROLLED_BACK,
    /** Nobody serves; the states wait in the kernel for a provider. */
    WAITING
}
