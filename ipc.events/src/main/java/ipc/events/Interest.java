package ipc.events;

import ipc.api.events.Publication;
import ipc.api.events.SubscriptionOptions;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** Which publications a subscription wants; the same for ever. */
final class Interest {
    private static final String ALL = "*";

    /** With the slash, so that it begins no other topic. */
    private final String prefix;

    /** The only topic, if the pattern has no wildcard. */
    private final @Nullable String topic;

    private final @Nullable Filter filter;

    Interest(SubscriptionOptions options) {
        String pattern = options.pattern();
        boolean wild = pattern.endsWith(ALL);
        this.topic = wild ? null : pattern;
        this.prefix = wild ? pattern.substring(0, pattern.length() - 1) : pattern;
        this.filter = options.filter().isEmpty() ? null : filter(options.filter());
    }

    private static Filter filter(String text) {
        try {
            return FrameworkUtil.createFilter(text);
        } catch (InvalidSyntaxException malformed) {
            throw new IllegalArgumentException("filter " + text, malformed);
        }
    }

    boolean matches(Publication publication) {
        boolean named = topic == null
                ? publication.topic().startsWith(prefix)
                : publication.topic().equals(topic);
        return named && (filter == null || filter.matches(publication.properties()));
    }
}
