package ipc.kernel.boot;

import ipc.kernel.process.Limits;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the kernel, PID {@code ipc.kernel}. */
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

    /** Traced calls. */
    @AttributeDefinition(
            description = "Traced system calls that are kept, 1 to 10,000,000",
            min = "1",
            max = "10000000")
    int traceRecordsMax() default 16_384;

    /** Refusals. */
    @AttributeDefinition(description = "Refused calls that are kept, 1 to 1,000,000", min = "1", max = "1000000")
    int auditRecordsMax() default 1024;

    /** Turns a configuration into limits, or refuses it. */
    final class Checked {
        private Checked() {}

        /**
         * Checks all values.
         *
         * @param values the configuration
         * @return the limits
         * @throws IllegalArgumentException naming key, value and bounds; nothing has changed then
         */
        static Limits limits(KernelConfiguration values) {
            return new Limits(
                    (int) within("processesMax", values.processesMax(), 1, 1_000_000),
                    (int) within("handlesMax", values.handlesMax(), 1, 100_000_000),
                    within("memoryBytesMax", values.memoryBytesMax(), 4096, 1L << 40),
                    (int) within("queueDepthMax", values.queueDepthMax(), 1, 1 << 20),
                    (int) within("queueMessageBytesMax", values.queueMessageBytesMax(), 1, 16 << 20),
                    (int) within("traceRecordsMax", values.traceRecordsMax(), 1, 10_000_000),
                    (int) within("auditRecordsMax", values.auditRecordsMax(), 1, 1_000_000));
        }

        private static long within(String key, long value, long min, long max) {
            if (value < min || value > max) {
                throw new IllegalArgumentException(
                        "ipc.kernel: %s is %,d, bounds %,d to %,d".formatted(key, value, min, max));
            }
            return value;
        }
    }
}
