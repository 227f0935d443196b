package ipc.dist;

import ipc.api.Ipc;
import ipc.api.Program;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** A program in a bundle of its own: prints its arguments and ends with their number. */
public final class Greeting implements BundleActivator, Program {
    @Override
    public void start(BundleContext context) {
        context.registerService(Program.class, this, FrameworkUtil.asDictionary(Map.of(NAME, "greeting")));
    }

    @Override
    public void stop(BundleContext context) {}

    @Override
    public int run(Ipc ipc, List<String> arguments) {
        ipc.out().println("hello " + arguments);
        return arguments.size();
    }
}
