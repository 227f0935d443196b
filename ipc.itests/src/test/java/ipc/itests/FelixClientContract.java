package ipc.itests;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.testkit.client.ClientContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.osgi.framework.BundleContext;

/** The promises to programs, asked by a bundle through the services that it finds; one bundle for each test. */
abstract class FelixClientContract extends ClientContract {
    private ClientBundle client;

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
