package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.take;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.admin.MechanismAdmin;
import ipc.api.admin.SwapWay;
import ipc.api.mq.MessageQueue;
import ipc.itests.container.InContainer;
import ipc.itests.container.Service;
import ipc.itests.swap.HangingUpdate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * An update after which the bundle does not end starting, so that the framework lets nobody else change it: the kept
 * copy serves beside it until it does.
 */
@InContainer
class HangingActivatorIT extends FelixClient {
    private static final long LIMIT_MILLIS = 300;
    private static final String COPY = "ipc:kept/ipc.mq";

    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.mq"));
    }

    @Test
    void shouldServeBesideABundleWhoseActivatorHangs(
            BundleContext context, @Service MechanismAdmin mechanisms, @Service ConfigurationAdmin configurations)
            throws Exception {
        configureKernel(configurations, Map.of("activationMillisMax", LIMIT_MILLIS));
        MessageQueue queue = newQueue();
        queue.send(message("queued"), 1);
        Bundle original = bundleNamed("ipc.mq");
        Version sound = original.getVersion();

        try (HangingUpdate _ = HangingUpdate.of(original)) {
            await(() -> mechanisms.swaps().getLast().way() == SwapWay.RETURN);
            assertThat(mechanisms.swaps().getLast().reason()).contains("version 6.6.6 does not end starting");
            assertThat(original.getState()).isEqualTo(Bundle.STARTING);
            assertThat(context.getBundle(COPY).getState()).isEqualTo(Bundle.ACTIVE);
            assertThat(take(queue)).isEqualTo("queued");
            queue.send(message("again"), 1);
        }

        await(() -> context.getBundle(COPY) == null);
        assertThat(original.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(original.getVersion()).isEqualTo(sound);
        assertThat(take(queue)).isEqualTo("again");
    }
}
