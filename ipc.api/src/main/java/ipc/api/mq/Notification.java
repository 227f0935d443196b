package ipc.api.mq;

/**
 * Tells a registered process that a message came to an empty queue (POSIX {@code sigevent}, {@code SI_MESGQ}).
 *
 * @param queue the queue's name, empty if it has none
 * @param senderPid the process that sent
 * @param senderUid its user
 * @param value what the registrant gave when it registered
 */
public record Notification(String queue, int senderPid, int senderUid, long value) {}
