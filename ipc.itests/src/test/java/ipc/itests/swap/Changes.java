package ipc.itests.swap;

import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.admin.MechanismAdmin;
import ipc.api.admin.MechanismSnapshot;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapOutcome;
import ipc.api.admin.SwapReport;
import java.io.IOException;
import java.util.Random;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** Changes the provider of a mechanism in one way after the other, between its bundle and a twin of it. */
public final class Changes implements AutoCloseable {
    private static final int WAYS = 8;

    private final MechanismAdmin admin;
    private final String mechanism;
    private final Bundle bundle;
    private final Bundle twin;
    private final Random random;

    private Changes(MechanismAdmin admin, String mechanism, Bundle bundle, Bundle twin, Random random) {
        this.admin = admin;
        this.mechanism = mechanism;
        this.bundle = bundle;
        this.twin = twin;
        this.random = random;
    }

    /**
     * Installs the twin.
     *
     * @param context of any bundle
     * @param admin of the kernel
     * @param mechanism its name
     * @param bundle the only provider until now
     * @param seed decides what happens
     */
    public static Changes of(BundleContext context, MechanismAdmin admin, String mechanism, Bundle bundle, long seed)
            throws BundleException, IOException {
        String name = "twin." + bundle.getSymbolicName();
        Bundle twin = context.installBundle(
                name,
                ChangedCopy.of(bundle)
                        .header(Constants.BUNDLE_SYMBOLICNAME, name)
                        .build());
        twin.start();
        return new Changes(admin, mechanism, bundle, twin, new Random(seed));
    }

    /** Tells whether one of the two serves, and the other one could. */
    public boolean areBothThere() {
        MechanismSnapshot now = present();
        return !now.provider().isEmpty() && now.others().size() == 1;
    }

    /** Makes a change; it has settled when both are there again. */
    public void makeOne() throws BundleException, IOException {
        switch (random.nextInt(WAYS)) {
            case 0 -> restart(serving());
            case 1 -> serving().update(ChangedCopy.of(serving()).build());
            case 2 -> leaveAlone();
            default -> command();
        }
    }

    private static void restart(Bundle serving) throws BundleException {
        serving.stop();
        serving.start();
    }

    /** For a moment nobody is there. */
    private void leaveAlone() throws BundleException {
        bundle.stop();
        twin.stop();
        twin.start();
        bundle.start();
    }

    private void command() {
        SwapReport report = admin.swap(mechanism, SwapOptions.toBest());
        assertThat(report.outcome()).as(report.toString()).isEqualTo(SwapOutcome.SWITCHED);
    }

    private Bundle serving() {
        return present().provider().startsWith(twin.getSymbolicName()) ? twin : bundle;
    }

    private MechanismSnapshot present() {
        return admin.mechanisms().stream()
                .filter(each -> each.name().equals(mechanism))
                .findFirst()
                .orElseThrow();
    }

    /** Uninstalls the twin. */
    @Override
    public void close() throws BundleException {
        twin.uninstall();
    }
}
