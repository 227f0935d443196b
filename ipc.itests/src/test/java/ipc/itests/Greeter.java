package ipc.itests;

import ipc.api.Ipc;
import ipc.api.Program;
import java.util.List;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Component;

/** A program that says from which version of its bundle it comes. */
@Component(property = Program.NAME + "=greeter")
public final class Greeter implements Program {
    @Override
    public int run(Ipc ipc, List<String> arguments) {
        return FrameworkUtil.getBundle(Greeter.class).getVersion().getMajor();
    }
}
