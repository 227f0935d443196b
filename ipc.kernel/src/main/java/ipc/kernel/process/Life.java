package ipc.kernel.process;

import ipc.api.kernel.WaitQueue;
import ipc.api.spi.Owner;
import ipc.kernel.schedule.Want;
import ipc.kernel.schedule.Watched;
import java.util.List;

/** What ends once, and can be waited for: a process, a thread. Only its own threads can bring about its end. */
public interface Life extends Want {
    /** Tells whether it has ended and released what it held. */
    boolean isOver();

    /** Returns where those wait who want it to end. */
    WaitQueue ended();

    /** Returns who else is to hear of its end. */
    Watched watched();

    /** Returns its threads; none while it is not known which thread it runs on. */
    List<Owner> threads();

    @Override
    default List<Wanted> wanted() {
        return List.of(new Wanted("the end", "of", threads()));
    }

    @Override
    default boolean needsAll() {
        return true;
    }

    @Override
    default boolean isLock() {
        return false;
    }
}
