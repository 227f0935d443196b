package ipc.testkit.client;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.List;

/** A client's list that is empty once all of it was looked at. */
final class SpentList extends AbstractList<ByteBuffer> {
    private List<ByteBuffer> buffers;

    SpentList(List<ByteBuffer> buffers) {
        this.buffers = buffers;
    }

    @Override
    public ByteBuffer get(int index) {
        ByteBuffer buffer = buffers.get(index);
        if (index == buffers.size() - 1) {
            buffers = List.of();
        }
        return buffer;
    }

    @Override
    public int size() {
        return buffers.size();
    }

    @Override
    public Object[] toArray() {
        Object[] copy = buffers.toArray();
        buffers = List.of();
        return copy;
    }
}
