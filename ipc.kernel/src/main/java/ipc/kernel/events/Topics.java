package ipc.kernel.events;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import ipc.api.events.Publication;
import ipc.api.events.SubscriptionOptions;
import java.util.Map;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/** What can be published and subscribed to: topics and their patterns, properties and filters, as OSGi has them. */
final class Topics {
    private static final String ALL = "*";
    private static final String BELOW = "/*";

    private Topics() {}

    static void checkTopic(Sysno call, String topic) {
        if (!isTopic(topic)) {
            throw new IpcException(
                    Errno.EINVAL,
                    call + " with topic \"" + topic + "\", needs tokens of A to Z,"
                            + " a to z, 0 to 9, _ and -, separated by slashes");
        }
    }

    private static boolean isTopic(String text) {
        boolean inToken = false;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '/' ? !inToken : !isOfToken(each)) {
                return false;
            }
            inToken = each != '/';
        }
        return inToken;
    }

    private static boolean isOfToken(char each) {
        return (each >= 'A' && each <= 'Z')
                || (each >= 'a' && each <= 'z')
                || (each >= '0' && each <= '9')
                || each == '_'
                || each == '-';
    }

    static void checkInterest(Sysno call, SubscriptionOptions options) {
        String pattern = options.pattern();
        checkLength(call, "pattern", pattern);
        checkLength(call, "filter", options.filter());
        String topic = pattern.endsWith(BELOW) ? pattern.substring(0, pattern.length() - BELOW.length()) : pattern;
        if (!pattern.equals(ALL) && !isTopic(topic)) {
            throw new IpcException(
                    Errno.EINVAL, call + " to \"" + pattern + "\", needs a topic, a topic and \"/*\", or \"*\"");
        }
        checkFilter(call, options.filter());
    }

    private static void checkLength(Sysno call, String what, String text) {
        if (text.length() > SubscriptionOptions.TEXT_MAX) {
            throw IpcException.of(
                    Errno.EINVAL,
                    "%s with a %s of %,d characters, bound %,d",
                    call,
                    what,
                    text.length(),
                    SubscriptionOptions.TEXT_MAX);
        }
    }

    private static void checkFilter(Sysno call, String filter) {
        if (filter.isEmpty()) {
            return;
        }
        try {
            FrameworkUtil.createFilter(filter);
        } catch (InvalidSyntaxException malformed) {
            throw new IpcException(
                    Errno.EINVAL, call + " with filter \"" + filter + "\", which is none: " + malformed.getMessage());
        }
    }

    static void checkProperties(Sysno call, Map<String, ?> properties) {
        if (properties.size() > Publication.PROPERTIES_MAX) {
            throw IpcException.of(
                    Errno.EINVAL,
                    "%s with %,d properties, bound %,d",
                    call,
                    properties.size(),
                    Publication.PROPERTIES_MAX);
        }
        for (Map.Entry<?, ?> each : properties.entrySet()) { // by number a map of anything can come
            checkProperty(call, each.getKey(), each.getValue());
        }
    }

    private static void checkProperty(Sysno call, Object name, Object value) {
        if (!(name instanceof String text) || text.isEmpty()) {
            throw new IpcException(Errno.EINVAL, call + " with a property called \"" + name + "\", needs a name");
        }
        switch (value) {
            case String _, Boolean _, Character _, Byte _, Short _, Integer _, Long _, Float _, Double _ -> {}
            default ->
                throw new IpcException(
                        Errno.EINVAL,
                        call + " with property \"" + text + "\" of "
                                + value.getClass().getName()
                                + ", needs a text, a flag, a character or a number of the JDK");
        }
    }
}
