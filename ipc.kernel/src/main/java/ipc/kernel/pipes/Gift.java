package ipc.kernel.pipes;

import ipc.api.kernel.Memory;
import java.nio.ByteBuffer;

/** Memory in a pipe, or about to be: the node of the pipe knows of it until it is taken or released. */
final class Gift implements Memory.Region {
    private final PipeNode node;
    private final Memory.Region region;
    private final ByteBuffer bytes;

    /** Makes a gift of the first bytes of a region. */
    Gift(PipeNode node, Memory.Region region, int length) {
        this.node = node;
        this.region = region;
        this.bytes = region.buffer().slice(0, length);
    }

    Memory.Region region() {
        return region;
    }

    @Override
    public ByteBuffer buffer() {
        return bytes;
    }

    @Override
    public long bytes() {
        return region.bytes();
    }

    @Override
    public void release() {
        node.forget(this);
        region.release();
    }
}
