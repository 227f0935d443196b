package ipc.kernel.channels;

import ipc.kernel.process.Luggage;
import java.util.List;

/**
 * What one message carries.
 *
 * @param to the end at which it can be received
 * @param luggage the open descriptions
 */
record Parcel(ChannelDescription to, List<Luggage> luggage) {
    void lost() {
        luggage.forEach(Luggage::lost);
    }
}
