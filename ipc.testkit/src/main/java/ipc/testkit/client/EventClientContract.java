package ipc.testkit.client;

/** Everything that a kernel with events promises its programs; a subclass says where the kernel is. */
public abstract class EventClientContract
        implements EventNameRows, EventUseRows, EventWaitRows, CounterUseRows, PublishRows, SubscriptionRows {}
