package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.itests.container.InContainer;
import ipc.testkit.client.SyncClientContract;
import ipc.testkit.client.TwinInterruptRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.BundleContext;

/** The promises to programs that synchronise, asked by a bundle through the services that it finds. */
@InContainer
class SyncClientIT extends SyncClientContract implements TwinInterruptRows {
    private ClientBundle client;

    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.sync"));
    }

    @BeforeEach
    void beProcess(BundleContext context) {
        client = ClientBundle.privileged(context);
    }

    @AfterEach
    void endProcess() {
        client.close();
    }

    @Override
    public Ipc ipc() {
        return client.ipc();
    }

    @Override
    public KernelAdmin admin() {
        return client.admin();
    }
}
