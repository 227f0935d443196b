package ipc.kernel.boot;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Keys, defaults and bounds of the kernel's configuration, PID {@code ipc.kernel}; {@link Settings} reads it. */
@ObjectClassDefinition(name = "IPC kernel", description = "Scheduler and limits of the whole kernel")
public @interface KernelConfiguration {
    /** Which scheduler; counts when the kernel starts. */
    @AttributeDefinition(description = "live: processes run at once; seeded: one at a time, chosen by the seed")
    String scheduler() default "live";

    /** What decides who runs when; counts when the kernel starts. */
    @AttributeDefinition(description = "The seed of the seeded scheduler; any number")
    long seed() default 0;

    /** Live processes. */
    @AttributeDefinition(description = "Most processes, 1 to 1,000,000", min = "1", max = "1000000")
    int processesMax() default 4096;

    /** Open handles. */
    @AttributeDefinition(
            description = "Most open handles of all processes, 1 to 100,000,000",
            min = "1",
            max = "100000000")
    int handlesMax() default 65_536;

    /** Bytes kept. */
    @AttributeDefinition(
            description = "Most bytes that mechanisms keep for all processes, 4,096 to 1 TiB",
            min = "4096",
            max = "1099511627776")
    long memoryBytesMax() default 4_294_967_296L;

    /** Messages of a queue. */
    @AttributeDefinition(
            description = "Most messages of a queue, for callers without privilege, 1 to 1,048,576",
            min = "1",
            max = "1048576")
    int queueDepthMax() default 256;

    /** Bytes of a message. */
    @AttributeDefinition(
            description = "Most bytes of a message, for callers without privilege, 1 to 16 MiB",
            min = "1",
            max = "16777216")
    int queueMessageBytesMax() default 1_048_576;

    /** Channels and listeners. */
    @AttributeDefinition(
            description = "Most channels and listeners of all processes, for callers without privilege, 1 to 1,000,000",
            min = "1",
            max = "1000000")
    int channelsMax() default 1024;

    /** Messages in one direction of a channel. */
    @AttributeDefinition(
            description = "Most messages in one direction of a channel, for callers without privilege, 1 to 65,536",
            min = "1",
            max = "65536")
    int channelDepthMax() default 65_536;

    /** Bytes in one direction of a channel. */
    @AttributeDefinition(
            description = "Most bytes in one direction of a channel, for callers without privilege, 1 to 64 MiB",
            min = "1",
            max = "67108864")
    int channelBytesMax() default 67_108_864;

    /** Bytes of a channel's message. */
    @AttributeDefinition(
            description = "Most bytes of a message through a channel, for callers without privilege, 1 to 65,536",
            min = "1",
            max = "65536")
    int channelMessageBytesMax() default 65_536;

    /** Bytes of a pipe. */
    @AttributeDefinition(
            description = "Most bytes of a pipe, for callers without privilege, 4,096 to 1 GiB",
            min = "4096",
            max = "1073741824")
    int pipeBytesMax() default 1_048_576;

    /** Pages of a user's pipes, where new ones become small. */
    @AttributeDefinition(
            description =
                    "Pages of a user's pipes from which on a new pipe gets one page, 0 (no bound) to 2,147,483,647",
            min = "0",
            max = "2147483647")
    int pipePagesSoft() default 16_384;

    /** Pages of a user's pipes, where there are no new ones. */
    @AttributeDefinition(
            description = "Pages of a user's pipes from which on there is no new pipe, 0 (no bound) to 2,147,483,647",
            min = "0",
            max = "2147483647")
    int pipePagesHard() default 0;

    /** Subscriptions of an event bus. */
    @AttributeDefinition(
            description = "Most subscriptions of an event bus, for callers without privilege, 1 to 65,536",
            min = "1",
            max = "65536")
    int busSubscriptionsMax() default 1024;

    /** Publications that wait for a subscription. */
    @AttributeDefinition(
            description = "Most publications that wait for a subscription, for callers without privilege, 1 to 65,536",
            min = "1",
            max = "65536")
    int busDepthMax() default 4096;

    /** Bytes of a publication. */
    @AttributeDefinition(
            description = "Most bytes of a publication, for callers without privilege, 1 to 1 MiB",
            min = "1",
            max = "1048576")
    int busPublicationBytesMax() default 1_048_576;

    /** Traced calls. */
    @AttributeDefinition(
            description = "Traced system calls that are kept, 1 to 10,000,000",
            min = "1",
            max = "10000000")
    int traceRecordsMax() default 16_384;

    /** Refusals. */
    @AttributeDefinition(description = "Refused calls that are kept, 1 to 1,000,000", min = "1", max = "1000000")
    int auditRecordsMax() default 1024;

    /** Patience with an absent provider. */
    @AttributeDefinition(
            description = "Milliseconds that calls wait for a provider after one has left, 0 to 3,600,000",
            min = "0",
            max = "3600000")
    long graceMillis() default 5_000;

    /** Patience with calls in a provider that is to be replaced. */
    @AttributeDefinition(
            description = "Milliseconds that a swap waits for calls to leave the old provider, 1 to 60,000",
            min = "1",
            max = "60000")
    long drainMillisMax() default 1_000;

    /** Patience with providers that export, import and check. */
    @AttributeDefinition(
            description = "Milliseconds that providers may take to export, import and check, 1 to 60,000",
            min = "1",
            max = "60000")
    long swapMillisMax() default 5_000;

    /** How long a successor is on probation. */
    @AttributeDefinition(
            description = "Milliseconds during which a failure of the successor swaps back, 0 to 3,600,000",
            min = "0",
            max = "3600000")
    long probationMillis() default 10_000;

    /** Patience with bundles that start. */
    @AttributeDefinition(
            description = "Milliseconds that a provider's bundle may take to give its service, 1 to 60,000",
            min = "1",
            max = "60000")
    long activationMillisMax() default 5_000;

    /** Size of the copies that undo bad updates. */
    @AttributeDefinition(
            description = "Most bytes in a provider's bundle of which a copy is kept to undo a bad update, 0 to 1 GiB",
            min = "0",
            max = "1073741824")
    long keptBytesMax() default 16_777_216;

    /** What a better provider does. */
    @AttributeDefinition(
            description =
                    "reluctant: the provider that serves stays when a higher-ranked one comes; greedy: it is replaced")
    String swapPolicy() default "reluctant";

    /** Who decides if no bundle brings a policy. */
    @AttributeDefinition(
            description = "posix: owner, group and mode decide where no bundle brings a policy;"
                    + " none: without one everything that needs a policy is refused")
    String securityPolicy() default "posix";
}
