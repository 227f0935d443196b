package ipc.kernel.boot;

import ipc.api.channels.DirectionOptions;
import ipc.api.events.BusOptions;
import ipc.api.events.SubscriptionOptions;
import ipc.kernel.process.Limits;
import ipc.kernel.swap.SwapSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a configuration comes to, each value within its bounds.
 *
 * @param scheduler which one
 * @param seed of the seeded one
 * @param limits of the kernel
 * @param swaps how providers change
 * @param posixPolicy whether the POSIX policy decides where no other one does
 */
record Settings(String scheduler, long seed, Limits limits, SwapSettings swaps, boolean posixPolicy) {
    static final String LIVE = "live";
    static final String SEEDED = "seeded";

    private static final String POSIX = "posix";
    private static final String NONE = "none";
    private static final String RELUCTANT = "reluctant";
    private static final String GREEDY = "greedy";

    /**
     * Reads a configuration.
     *
     * @param values by key; what is not there has its default
     * @param refusal told of each bad value by key, value and bounds; if it returns, the key's default counts
     */
    static Settings of(Map<String, ?> values, Consumer<String> refusal) {
        Reader from = new Reader(values, refusal);
        return new Settings(
                from.word("scheduler", List.of(LIVE, SEEDED)),
                from.number("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                limits(from),
                swaps(from),
                from.word("securityPolicy", List.of(POSIX, NONE)).equals(POSIX));
    }

    /**
     * Reads a configuration that counts as a whole or not at all.
     *
     * @param values by key; what is not there has its default
     * @throws IllegalArgumentException naming key, value and bounds of a bad value
     */
    static Settings strict(Map<String, ?> values) {
        return of(values, why -> {
            throw new IllegalArgumentException(KernelComponent.PID + ": " + why);
        });
    }

    private static Limits limits(Reader from) {
        return new Limits(
                (int) from.number("processesMax", 1, 1_000_000),
                (int) from.number("handlesMax", 1, 100_000_000),
                from.number("memoryBytesMax", 4096, 1L << 40),
                (int) from.number("queueDepthMax", 1, 1 << 20),
                (int) from.number("queueMessageBytesMax", 1, 16 << 20),
                new Limits.Pipes(
                        (int) from.number("pipeBytesMax", 4096, 1 << 30),
                        (int) from.number("pipePagesSoft", 0, Integer.MAX_VALUE),
                        (int) from.number("pipePagesHard", 0, Integer.MAX_VALUE)),
                new Limits.Channels(
                        (int) from.number("channelsMax", 1, 1_000_000),
                        (int) from.number("channelDepthMax", 1, DirectionOptions.DEPTH_MAX),
                        (int) from.number("channelBytesMax", 1, DirectionOptions.BYTES_MAX),
                        (int) from.number("channelMessageBytesMax", 1, DirectionOptions.MESSAGE_BYTES)),
                new Limits.Buses(
                        (int) from.number("busSubscriptionsMax", 1, BusOptions.SUBSCRIPTIONS_MAX),
                        (int) from.number("busDepthMax", 1, SubscriptionOptions.DEPTH_MAX),
                        (int) from.number("busPublicationBytesMax", 1, BusOptions.BYTES_MAX)),
                (int) from.number("traceRecordsMax", 1, 10_000_000),
                (int) from.number("auditRecordsMax", 1, 1_000_000));
    }

    private static SwapSettings swaps(Reader from) {
        return new SwapSettings(
                from.number("graceMillis", 0, 3_600_000),
                from.number("drainMillisMax", 1, 60_000),
                from.number("swapMillisMax", 1, 60_000),
                from.number("probationMillis", 0, 3_600_000),
                from.number("activationMillisMax", 1, 60_000),
                from.number("keptBytesMax", 0, 1L << 30),
                from.word("swapPolicy", List.of(RELUCTANT, GREEDY)).equals(GREEDY));
    }

    /** Files have texts where a configuration that was made by a program has numbers, so both are read. */
    private record Reader(Map<String, ?> values, Consumer<String> refusal) {
        String word(String key, List<String> known) {
            String word = value(key).toString();
            if (known.contains(word)) {
                return word;
            }
            refusal.accept(key + " is " + word + ", bounds " + String.join(", ", known));
            return standard(key).toString();
        }

        long number(String key, long min, long max) {
            Object value = value(key);
            try {
                long number = Long.parseLong(value.toString().strip());
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException noNumber) {
                // refused in the same words
            }
            refusal.accept(String.format(Locale.ROOT, "%s is %s, bounds %,d to %,d", key, text(value), min, max));
            return ((Number) standard(key)).longValue();
        }

        private Object value(String key) {
            Object value = values.get(key);
            return value == null ? standard(key) : value;
        }

        private static String text(Object value) {
            return switch (value) {
                case Integer number -> String.format(Locale.ROOT, "%,d", number);
                case Long number -> String.format(Locale.ROOT, "%,d", number);
                default -> value.toString();
            };
        }

        private static Object standard(String key) {
            try {
                return KernelConfiguration.class.getMethod(key).getDefaultValue();
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
