package ipc.testkit.pipes;

import ipc.api.pipes.spi.PipeState;

/** Where the parts of the contract get their pipes from. */
interface PipeRows {
    /** The least that a pipe can hold. */
    int PAGE = 4096;

    /** Makes a pipe on the kernel of this test, with one reader and one writer. */
    PipeProbe pipe(PipeState state);

    /** Makes a pipe of bytes that holds one page. */
    default PipeProbe pipe() {
        return pipe(PipeState.empty(PAGE, false));
    }

    /** Makes a pipe of packets that holds so many bytes. */
    default PipeProbe packets(int capacity) {
        return pipe(PipeState.empty(capacity, true));
    }
}
