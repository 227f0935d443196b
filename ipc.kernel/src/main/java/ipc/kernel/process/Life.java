package ipc.kernel.process;

import ipc.api.kernel.WaitQueue;
import ipc.kernel.schedule.Watched;

/** What ends once, and can be waited for: a process, a thread. */
public interface Life {
    /** Tells whether it has ended and released what it held. */
    boolean isOver();

    /** Returns where those wait who want it to end. */
    WaitQueue ended();

    /** Returns who else is to hear of its end. */
    Watched watched();
}
