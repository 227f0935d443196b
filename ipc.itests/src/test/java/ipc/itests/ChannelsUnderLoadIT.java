package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static ipc.testkit.client.Client.newName;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.admin.MechanismAdmin;
import ipc.itests.container.InContainer;
import ipc.itests.container.Service;
import ipc.itests.swap.Changes;
import ipc.itests.swap.ChannelLoad;
import ipc.testkit.client.Child;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** Clients and servers talk over channels, while the provider changes again and again. */
@InContainer
class ChannelsUnderLoadIT extends FelixClient {
    private static final int CHANGES = Integer.getInteger("ipc.swaps.others", 200);
    private static final int CLIENTS = 4;

    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.channels"));
    }

    @Test
    void shouldDeliverEachNumberOnceAndInOrder(
            BundleContext context, @Service MechanismAdmin admin, @Service ConfigurationAdmin configurations)
            throws Exception {
        long seed = Long.getLong("ipc.swaps.seed", System.nanoTime());
        System.out.println("ChannelsUnderLoadIT: -Dipc.swaps.seed=" + seed);
        configureKernel(configurations, Map.of());
        ChannelLoad load = new ChannelLoad();
        List<Child<Integer>> clients = new ArrayList<>();
        List<Child<Integer>> servers = new ArrayList<>();
        try (Changes changes = Changes.of(context, admin, "channels", bundleNamed("ipc.channels"), seed)) {
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                String name = newName();
                servers.add(start(ipc -> load.serve(ipc, name, client)));
                clients.add(start(ipc -> load.talk(ipc, name, client, seed)));
            }
            for (int i = 0; i < CHANGES; i++) {
                await(changes::areBothThere);
                changes.makeOne();
            }
            load.stop();
            int sent = clients.stream().mapToInt(Child::result).sum();
            assertThat(servers.stream().mapToInt(Child::result).sum())
                    .isEqualTo(sent)
                    .isPositive();
            load.shouldHaveSeenEachOnce();
            System.out.println("ChannelsUnderLoadIT: " + sent + " numbers through " + CHANGES + " changes");
            await(changes::areBothThere);
        }
    }
}
