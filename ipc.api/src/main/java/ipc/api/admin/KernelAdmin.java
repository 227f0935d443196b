package ipc.api.admin;

import ipc.api.IpcProcess;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What an operator sees of a running kernel and may change in it, with the power of process 1.
 *
 * <p>For consoles and monitors; programs use {@link ipc.api.Ipc}.
 */
@ProviderType
public interface KernelAdmin {
    /** {@return all processes, by pid} */
    List<ProcessSnapshot> processes();

    /** {@return all objects, by mechanism, then by id} */
    List<ObjectSnapshot> objects();

    /** {@return the calls that wait now and what they wait for: the wait graph} */
    List<WaitSnapshot> waits();

    /** {@return all meters, by name} */
    List<MeterSnapshot> meters();

    /** {@return the limits of the whole kernel with their use, by name} */
    List<LimitSnapshot> limits();

    /** {@return the latest refusals, oldest first} */
    List<AuditRecord> audit();

    /** {@return the names of the programs that can be started, sorted} */
    List<String> programs();

    /**
     * Returns a process to act upon.
     *
     * @param pid its number
     * @return the process, as process 1 sees it
     * @errno ESRCH there is none
     */
    IpcProcess process(int pid);

    /**
     * Switches the tracing of a process's system calls on or off; off, the trace is thrown away.
     *
     * @param pid its number; 0 means every process, also those to come
     * @param on true to trace from now on
     * @errno ESRCH there is no such process
     */
    void trace(int pid, boolean on);

    /**
     * Takes the traced calls out of the ring of a process.
     *
     * @param pid its number; 0 means every process
     * @return the calls, oldest first; the ring keeps a configured number and counts what it lost
     * @errno ESRCH there is no such process
     */
    List<TraceRecord> traced(int pid);

    /**
     * Switches the recording of all histograms on or off; they keep what they have.
     *
     * @param on true to record from now on
     */
    void histograms(boolean on);

    /**
     * Removes an object's name, whoever owns it; the object lives until its last handle closes.
     *
     * @param mechanism the mechanism's word: {@code mq}
     * @param name the object's name
     * @errno ENOENT nothing has that name
     */
    void remove(String mechanism, String name);
}
