package ipc.testkit.client;

/** Everything that a kernel with pipes promises its programs; a subclass says where the kernel is. */
public abstract class PipeClientContract
        implements PipeTransferRows,
                FifoRows,
                PipeSizeRows,
                PipeHandleRows,
                PipeWaitRows,
                PipeChannelRows,
                PipeMoveRows,
                PipeGiftRows,
                PipeSpawnRows {}
