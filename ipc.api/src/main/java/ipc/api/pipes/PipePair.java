package ipc.api.pipes;

/**
 * The two ends of a new pipe.
 *
 * @param reader reads what the other one writes
 * @param writer writes
 */
public record PipePair(PipeEnd reader, PipeEnd writer) {}
