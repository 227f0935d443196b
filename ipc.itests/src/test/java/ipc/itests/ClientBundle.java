package ipc.itests;

import ipc.api.Ipc;
import ipc.api.admin.KernelAdmin;
import ipc.itests.container.TestBundle;
import ipc.testkit.client.Client;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** An empty bundle, and so a process, that a test speaks for; it ends when the test closes it. */
final class ClientBundle implements Client, AutoCloseable {
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final String ALL = "ACCESS_ANY,KILL_ANY,EXCEED_LIMITS,RAISE_PRIORITY,SET_USER";

    private final Bundle bundle;
    private final Ipc ipc;
    private final KernelAdmin admin;

    private ClientBundle(BundleContext context, String who) {
        String name = "client-" + NUMBERS.incrementAndGet();
        TestBundle contents = TestBundle.named(name)
                .header("Ipc-Credentials", who)
                .header(
                        "Import-Package",
                        "ipc.api,ipc.api.admin,ipc.api.channels,ipc.api.events,ipc.api.mq,ipc.api.pipes,ipc.api.sync");
        try {
            bundle = context.installBundle(name, contents.build());
            bundle.start();
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
        ipc = service(Ipc.class);
        admin = service(KernelAdmin.class);
    }

    /** A process with all capabilities. */
    static ClientBundle privileged(BundleContext context) {
        return new ClientBundle(context, "uid=0;gid=0;capabilities=\"" + ALL + "\"");
    }

    /** A process of a user without privileges. */
    static ClientBundle user(BundleContext context, int uid) {
        return new ClientBundle(context, "uid=" + uid + ";gid=" + uid);
    }

    /** Returns a service as this bundle gets it. */
    private <S> S service(Class<S> type) {
        BundleContext own = bundle.getBundleContext();
        return own.getService(own.getServiceReference(type));
    }

    @Override
    public Ipc ipc() {
        return ipc;
    }

    @Override
    public KernelAdmin admin() {
        return admin;
    }

    @Override
    public void close() {
        try {
            bundle.uninstall();
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }
}
