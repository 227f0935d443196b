package ipc.kernel.events;

import ipc.api.Capability;
import ipc.api.Sysno;
import ipc.api.events.BusOptions;
import ipc.api.events.SubscriptionOptions;
import ipc.kernel.object.Bounds;
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
        Bounds.check(call, "publicationBytesMax", options.publicationBytesMax(), 1, limits.publicationBytesMax());
        Bounds.check(call, "subscriptionsMax", options.subscriptionsMax(), 1, limits.subscriptionsMax());
    }

    void check(Sysno call, SubscriptionOptions options) {
        Bounds.check(call, "depthMax", options.depthMax(), 1, limits.depthMax());
    }
}
