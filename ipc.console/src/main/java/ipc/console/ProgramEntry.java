package ipc.console;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the launcher runs a program by; made of the JDK's types, which both know. */
@Component(property = "ipc.entry=run")
public final class ProgramEntry implements ToIntFunction<List<String>> {
    /** What Unix shells say of a command that is not there. */
    private static final int NOT_FOUND = 127;

    private static final int TICK_MILLIS = 20;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private final CommandProcessor processor;
    private final ProgramCommands commands;
    private final KernelAdmin admin;
    private final Ipc ipc;

    /**
     * Makes the entry.
     *
     * @param processor the shell
     * @param commands has the command that runs a program
     * @param admin knows the programs
     * @param ipc knows where standard output is; the shell has put its own in place of the JVM's
     */
    @Activate
    public ProgramEntry(
            @Reference CommandProcessor processor,
            @Reference ProgramCommands commands,
            @Reference KernelAdmin admin,
            @Reference Ipc ipc) {
        this.processor = processor;
        this.commands = commands;
        this.admin = admin;
        this.ipc = ipc;
    }

    @Override
    public int applyAsInt(List<String> words) {
        PrintStream out = ipc.out();
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, out.charset());
        try (CommandSession session = processor.createSession(System.in, out, err)) {
            awaitProgram(words);
            commands.run(session, words.toArray(String[]::new));
            return session.get(ProgramCommands.STATUS) instanceof Integer status ? status : 0;
        } catch (Refusal refusal) {
            err.println("ipc: " + refusal.getMessage());
            return NOT_FOUND;
        } finally {
            out.flush();
        }
    }

    /** Bundles in the load folder come when they come; what is missing after a while will be refused. */
    private void awaitProgram(List<String> words) {
        long end = System.nanoTime() + PATIENCE;
        try {
            while (words.stream().noneMatch(admin.programs()::contains) && System.nanoTime() - end < 0) {
                Thread.sleep(TICK_MILLIS);
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
