package ipc.api.admin;

import java.util.Map;

/**
 * A meter at one moment.
 *
 * @param name dotted, beginning with the mechanism
 * @param kind {@code counter}, {@code gauge} or {@code histogram}
 * @param unit its unit
 * @param figures the {@code value} of counters and gauges; {@code count}, {@code p50}, {@code p99}, {@code max} for
 *     histograms, in the order to show them
 */
public record MeterSnapshot(String name, String kind, String unit, Map<String, Long> figures) {}
