package ipc.kernel.events;

import ipc.api.Capability;
import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.events.BusOptions;
import ipc.api.events.SubscriptionOptions;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Limits;

/**
 * How large buses and subscriptions may be: whoever may not exceed the limits meets those that are configured, others
 * what a bus can be at most.
 *
 * @param limits that hold for a process now
 */
record BusLimits(Limits.Buses limits) {
    private static final Limits.Buses PRIVILEGED =
            new Limits.Buses(BusOptions.SUBSCRIPTIONS_MAX, SubscriptionOptions.DEPTH_MAX, BusOptions.BYTES_MAX);

    static BusLimits of(KernelProcess process, EventServices services) {
        boolean privileged = services.guard().hasPrivilege(process, Capability.EXCEED_LIMITS);
        return new BusLimits(
                privileged
                        ? PRIVILEGED
                        : services.foundation().settings().limits().get().buses());
    }

    void check(Sysno call, BusOptions options) {
        check(call, "publicationBytesMax", options.publicationBytesMax(), limits.publicationBytesMax());
        check(call, "subscriptionsMax", options.subscriptionsMax(), limits.subscriptionsMax());
    }

    void check(Sysno call, SubscriptionOptions options) {
        check(call, "depthMax", options.depthMax(), limits.depthMax());
    }

    private static void check(Sysno call, String key, int value, int max) {
        if (value < 1 || value > max) {
            throw IpcException.of(Errno.EINVAL, "%s with %s %,d, bounds 1 to %,d", call, key, value, max);
        }
    }
}
