package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static ipc.testkit.client.Client.newName;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.admin.MechanismAdmin;
import ipc.api.pipes.PipeOptions;
import ipc.api.pipes.Pipes;
import ipc.itests.container.InContainer;
import ipc.itests.container.Service;
import ipc.itests.swap.Changes;
import ipc.itests.swap.PipeLoad;
import ipc.testkit.client.Child;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** Writers and readers share FIFOs of bytes and of packets, while the provider changes again and again. */
@InContainer
class PipesUnderLoadIT extends FelixClient {
    private static final int CHANGES = Integer.getInteger("ipc.swaps.others", 200);
    private static final int PAIRS = 2;

    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.pipes"));
    }

    @Test
    void shouldMoveEachRecordOnceAndInOrder(
            BundleContext context, @Service MechanismAdmin admin, @Service ConfigurationAdmin configurations)
            throws Exception {
        long seed = Long.getLong("ipc.swaps.seed", System.nanoTime());
        System.out.println("PipesUnderLoadIT: -Dipc.swaps.seed=" + seed);
        configureKernel(configurations, Map.of());
        PipeOptions page = PipeOptions.readWrite().capacityBytes(PipeOptions.PAGE_BYTES);
        PipeLoad load = new PipeLoad();
        List<Child<Integer>> writers = new ArrayList<>();
        List<Child<Integer>> readers = new ArrayList<>();
        try (Changes changes = Changes.of(context, admin, "pipes", bundleNamed("ipc.pipes"), seed)) {
            for (PipeOptions options : List.of(page, page.packets())) {
                String name = newName();
                ipc().face(Pipes.class).makeFifo(name, options);
                for (int i = 0; i < PAIRS; i++) {
                    int writer = writers.size();
                    writers.add(start(ipc -> load.write(ipc, name, writer, seed)));
                    readers.add(start(ipc -> load.read(ipc, name, seed - writer)));
                }
            }
            for (int i = 0; i < CHANGES; i++) {
                await(changes::areBothThere);
                changes.makeOne();
            }
            load.stop();
            int sent = writers.stream().mapToInt(Child::result).sum();
            assertThat(readers.stream().mapToInt(Child::result).sum())
                    .isEqualTo(sent)
                    .isPositive();
            load.shouldHaveSeenEachOnce();
            System.out.println("PipesUnderLoadIT: " + sent + " records through " + CHANGES + " changes");
            await(changes::areBothThere);
        }
    }
}
