package ipc.kernel.object;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.Sysno;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The names of one mechanism's objects; the same name in two name spaces means two objects.
 *
 * @param <N> the mechanism's nodes
 */
final class NameSpaces<N> {
    private static final int NAME_BYTES_MAX = 255;

    private final Map<Key, N> nodes = new ConcurrentHashMap<>();

    private record Key(String nameSpace, String name) {}

    /** Checks the form of a name, by the rules of Linux' {@code mq_overview(7)}. */
    static void check(Sysno call, String name) {
        if (!name.startsWith("/")) {
            throw new IpcException(Errno.EINVAL, call + " " + name + ": a name begins with a slash");
        }
        if (name.length() == 1) {
            throw new IpcException(Errno.ENOENT, call + " /: a name is more than a slash");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length - 1;
        if (bytes > NAME_BYTES_MAX) {
            throw IpcException.of(
                    Errno.ENAMETOOLONG, "%s name of %,d bytes after the slash, limit %d", call, bytes, NAME_BYTES_MAX);
        }
        if (name.indexOf('/', 1) > 0) {
            throw new IpcException(Errno.EACCES, call + " " + name + ": a name has one slash");
        }
    }

    @Nullable
    N get(String nameSpace, String name) {
        return nodes.get(new Key(nameSpace, name));
    }

    void put(String nameSpace, String name, N node) {
        nodes.put(new Key(nameSpace, name), node);
    }

    @Nullable
    N remove(String nameSpace, String name) {
        return nodes.remove(new Key(nameSpace, name));
    }
}
