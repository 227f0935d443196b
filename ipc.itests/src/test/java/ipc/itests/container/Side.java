package ipc.itests.container;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Tells on which side of the container's wall the code runs that asks. */
final class Side {

    private Side() {}

    static boolean isInside() {
        return probe() != null;
    }

    static BundleContext context() {
        return probe().getBundleContext();
    }

    /** Outside, this class comes from a plain class path and belongs to no bundle. */
    private static Bundle probe() {
        return FrameworkUtil.getBundle(Side.class);
    }
}
