package ipc.channels;

import ipc.api.channels.spi.ChannelCalls;
import ipc.api.channels.spi.ChannelEnd;
import ipc.api.channels.spi.ChannelLoans;
import ipc.api.channels.spi.ChannelObject;
import ipc.api.channels.spi.ChannelState;

/** One channel: two lanes that know nothing of each other, and two ends that know both. */
final class RingChannel implements ChannelObject {
    private final Lane fromFirst;
    private final Lane fromSecond;
    private final RingEnd first;
    private final RingEnd second;

    RingChannel(Lane fromFirst, Lane fromSecond) {
        this.fromFirst = fromFirst;
        this.fromSecond = fromSecond;
        this.first = new RingEnd(fromFirst, fromSecond);
        this.second = new RingEnd(fromSecond, fromFirst);
    }

    private RingEnd ring(int number) {
        return number == 0 ? first : second;
    }

    @Override
    public ChannelEnd end(int number) {
        return ring(number);
    }

    @Override
    public ChannelCalls calls(int number) {
        return ring(number);
    }

    @Override
    public ChannelLoans loans(int number) {
        return ring(number);
    }

    @Override
    public View view(int number) {
        fromFirst.lock();
        fromSecond.lock();
        try {
            return ring(number).view();
        } finally {
            fromSecond.unlock();
            fromFirst.unlock();
        }
    }

    @Override
    public ChannelState state() {
        fromFirst.lock();
        fromSecond.lock();
        try {
            return new ChannelState(fromFirst.state(), fromSecond.state());
        } finally {
            fromSecond.unlock();
            fromFirst.unlock();
        }
    }

    @Override
    public void destroy() {
        fromFirst.release();
        fromSecond.release();
    }
}
