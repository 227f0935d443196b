package ipc.testkit.mq;

/**
 * One call of a random sequence.
 *
 * @param operation what is done
 * @param choice which priority, loan or lease; taken modulo how many there are
 * @param amount how many messages, how many bytes or how much time
 */
record Step(Operation operation, int choice, int amount) {
    /** What can be done to a queue without waiting. */
    enum Operation {
        SEND,
        SEND_EXPIRING,
        SEND_MANY,
        SEND_ALL,
        SEND_ALL_EXPIRING,
        RECEIVE,
        RECEIVE_MANY,
        RECEIVE_ALL,
        LOAN,
        PUBLISH,
        PUBLISH_EXPIRING,
        GIVE_BACK,
        LEASE,
        SETTLE,
        REQUEUE,
        ADVANCE,
        WATCH,
        LOOK,
        SWAP
    }

    @Override
    public String toString() {
        return operation + "(" + choice + ", " + amount + ")";
    }
}
