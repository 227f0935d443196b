package ipc.console;

/**
 * A command does not do what it was asked to. The message is all there is to it: it is for the person at the shell.
 */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String command, String why) {
        super(command + ": " + why, null, false, false);
    }

    /** {@return the message alone: the shell prints this, and a class's name is of no use there} */
    @Override
    @SuppressWarnings("OverrideThrowableToString")
    public String toString() {
        return String.valueOf(getMessage());
    }
}
