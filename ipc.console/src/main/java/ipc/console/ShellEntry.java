package ipc.console;

import ipc.api.Ipc;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the launcher runs one line of the shell's language by; made of the JDK's types, which both know. */
@Component(property = "ipc.entry=exec")
public final class ShellEntry implements ToIntFunction<List<String>> {
    private static final String SCOPES = "ipc:gogo:felix:*";

    private final CommandProcessor processor;
    private final Ipc ipc;

    /**
     * Makes the entry.
     *
     * @param processor the shell
     * @param ipc knows where standard output is; the shell has put its own in place of the JVM's
     */
    @Activate
    public ShellEntry(@Reference CommandProcessor processor, @Reference Ipc ipc) {
        this.processor = processor;
        this.ipc = ipc;
    }

    @Override
    public int applyAsInt(List<String> lines) {
        PrintStream out = ipc.out();
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, out.charset());
        try (CommandSession session = processor.createSession(System.in, out, err)) {
            session.put("SCOPE", SCOPES);
            return execute(session, String.join("\n", lines), err);
        } finally {
            out.flush();
        }
    }

    /**
     * Executes one line.
     *
     * @param session where
     * @param line the line
     * @param err where to say what went wrong
     * @return 0, or 1 if the line or the program that it ran failed
     */
    static int execute(CommandSession session, String line, PrintStream err) {
        try {
            Object result = session.execute(line);
            if (session.get(ProgramCommands.STATUS) instanceof Integer status && status != 0) {
                err.println("ipc: the program ended with status " + status);
                return 1;
            }
            if (result != null) {
                session.getConsole().println(session.format(result, Converter.INSPECT));
            }
            return 0;
        } catch (Exception failure) { // whatever a command throws, it is for the person who typed it
            String message = failure.getMessage();
            err.println("ipc: " + (message == null ? failure.toString() : message));
            return 1;
        }
    }
}
