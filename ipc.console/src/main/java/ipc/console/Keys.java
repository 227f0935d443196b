package ipc.console;

import java.io.IOException;
import java.io.InputStream;
import org.apache.felix.service.command.CommandSession;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/** Waits for a key: any key at a terminal, a line elsewhere. */
interface Keys extends AutoCloseable {
    /**
     * Waits.
     *
     * @param millis how long
     * @return true if a key came before
     * @throws IOException the terminal is gone
     * @throws InterruptedException Ctrl-C
     */
    boolean await(long millis) throws IOException, InterruptedException;

    /** Leaves the terminal as it was. */
    @Override
    void close();

    /** {@return the keys of a session} */
    static Keys of(CommandSession session) {
        Object terminal = session.get(".terminal"); // Gogo's name for it
        return terminal == null ? new OfStream(session.getKeyboard()) : new OfTerminal((Terminal) terminal);
    }

    /** Looks now and then. */
    record OfStream(InputStream in) implements Keys {
        private static final long TICK_MILLIS = 50;

        @Override
        public boolean await(long millis) throws IOException, InterruptedException {
            for (long left = millis; left > 0; left -= TICK_MILLIS) {
                if (in.available() > 0) {
                    return in.read() >= 0;
                }
                Thread.sleep(Math.min(left, TICK_MILLIS));
            }
            return false;
        }

        @Override
        public void close() {
            // nothing was changed
        }
    }

    /** Has each key sent at once, without Enter. */
    final class OfTerminal implements Keys {
        private final Terminal terminal;
        private final Attributes before;

        OfTerminal(Terminal terminal) {
            this.terminal = terminal;
            this.before = terminal.enterRawMode();
        }

        @Override
        public boolean await(long millis) throws IOException {
            return terminal.reader().read(millis) != NonBlockingReader.READ_EXPIRED;
        }

        @Override
        public void close() {
            terminal.setAttributes(before);
        }
    }
}
