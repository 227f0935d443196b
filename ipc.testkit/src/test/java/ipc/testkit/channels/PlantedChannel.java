package ipc.testkit.channels;

import static ipc.testkit.channels.ChannelBug.*;

import ipc.api.channels.spi.ChannelCalls;
import ipc.api.channels.spi.ChannelEnd;
import ipc.api.channels.spi.ChannelLoans;
import ipc.api.channels.spi.ChannelObject;
import ipc.api.channels.spi.ChannelState;
import java.util.List;

/** The plainest channel: two lists under one lock; and one bug. */
final class PlantedChannel implements ChannelObject {
    private final PlantedLane.Ground ground;
    private final List<PlantedLane> lanes;
    private final List<PlantedEnd> ends;

    PlantedChannel(PlantedLane.Ground ground, ChannelState state) {
        this.ground = ground;
        PlantedLane fromFirst =
                new PlantedLane(ground, state.fromFirst(), state.fromFirst().options());
        boolean alike = ground.maker().has(TREATS_DIRECTIONS_ALIKE);
        PlantedLane fromSecond =
                new PlantedLane(ground, state.fromSecond(), (alike ? state.fromFirst() : state.fromSecond()).options());
        lanes = List.of(fromFirst, fromSecond);
        ends = List.of(new PlantedEnd(fromFirst, fromSecond), new PlantedEnd(fromSecond, fromFirst));
    }

    @Override
    public ChannelEnd end(int number) {
        return ends.get(number);
    }

    @Override
    public ChannelCalls calls(int number) {
        return ends.get(number);
    }

    @Override
    public ChannelLoans loans(int number) {
        return ends.get(number);
    }

    @Override
    public View view(int number) {
        ground.lock().lock();
        try {
            return ends.get(number).view();
        } finally {
            ground.lock().unlock();
        }
    }

    @Override
    public ChannelState state() {
        ground.lock().lock();
        try {
            return new ChannelState(lanes.get(0).state(), lanes.get(1).state());
        } finally {
            ground.lock().unlock();
        }
    }

    @Override
    public void destroy() {
        if (ground.maker().has(CARGO_DIES_WITH_ITS_OBJECT)) {
            ends.forEach(PlantedEnd::close);
        }
        if (!ground.maker().has(KEEPS_MEMORY)) {
            ground.charges().release();
        }
    }
}
