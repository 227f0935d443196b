package ipc.itests;

import static ipc.itests.container.Parts.bundle;
import static ipc.itests.container.Parts.platform;

import ipc.itests.container.InContainer;
import ipc.itests.container.Parts;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;

/** The contract of a provider, over the bundle of the channels in rings. */
@InContainer
class ChannelContractIT extends FelixChannelContract {

    @Configuration
    static Option container() {
        return platform(bundle("ipc.api"), Parts.mechanism("ipc.channels"));
    }
}
