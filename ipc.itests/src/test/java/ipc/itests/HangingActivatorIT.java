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
import ipc.itests.container.TestBundle;
import ipc.itests.swap.HangingActivator;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * An update after which the bundle never ends starting, so that the framework lets nobody else change it: the kept copy
 * serves beside it. In a container of its own, because two bundles of one name stay.
 */
@InContainer
class HangingActivatorIT extends FelixClient {
    private static final long LIMIT_MILLIS = 300;

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

        Thread updating = update(original);

        try {
            await(() -> mechanisms.swaps().getLast().way() == SwapWay.RETURN);
            assertThat(mechanisms.swaps().getLast().reason()).contains("version 6.6.6 does not end starting");
            assertThat(original.getState()).isEqualTo(Bundle.STARTING);
            assertThat(context.getBundle("ipc:kept/ipc.mq").getState()).isEqualTo(Bundle.ACTIVE);
            assertThat(take(queue)).isEqualTo("queued");
        } finally {
            updating.interrupt(); // or the framework could not stop
            updating.join();
        }
    }

    /** On a thread of its own, which hangs in the activator. */
    private static Thread update(Bundle bundle) {
        InputStream bad = TestBundle.named(bundle.getSymbolicName())
                .version("6.6.6")
                .header(Constants.BUNDLE_ACTIVATOR, HangingActivator.class.getName())
                .with(HangingActivator.class)
                .build();
        return Thread.ofPlatform().start(() -> {
            try {
                bundle.update(bad);
            } catch (BundleException expected) {
                // its activator was interrupted
            }
        });
    }
}
