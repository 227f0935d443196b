package ipc.api.pipes.spi;

import ipc.api.spi.Mechanism;
import org.osgi.annotation.versioning.ConsumerType;

/** A provider of pipes. */
@ConsumerType
public interface PipeMechanism extends Mechanism {
    /** The version of {@link PipeState}. */
    int SCHEMA = 1;

    /**
     * Makes a pipe that goes on where another one stopped, or one that begins with {@link PipeState#empty}. Until the
     * kernel says otherwise, nobody has an end of it open.
     *
     * @param name how wait graphs and statistics call it
     * @param state what {@link PipeObject#state} of any provider gave
     * @return the pipe; its own {@code state()} equals the given one
     * @errno ENOMEM no memory for its bytes; nothing was kept
     */
    PipeObject restore(String name, PipeState state);

    @Override
    default String name() {
        return "pipes";
    }

    @Override
    default int schema() {
        return SCHEMA;
    }
}
