package ipc.console;

import ipc.api.Credentials;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options in front of a program's name; what follows the name is the program's own.
 *
 * @param help whether help was asked for
 * @param json whether JSON was
 * @param user who runs the program, {@code UID} or {@code UID:GID}; null for nobody special
 * @param rest name and arguments, or an option that there is not
 */
record Leading(boolean help, boolean json, @Nullable String user, List<String> rest) {
    /** As the kernel has it for bundles that say nothing about themselves. */
    private static final int NOBODY_SPECIAL = 1000;

    static Leading of(String... words) {
        Deque<String> rest = new ArrayDeque<>(List.of(words));
        boolean help = false;
        boolean json = false;
        String user = null;
        while (!rest.isEmpty()) {
            switch (rest.getFirst()) {
                case "--help" -> help = rest.removeFirst() != null;
                case "--json" -> json = rest.removeFirst() != null;
                case "--user" -> {
                    rest.removeFirst();
                    user = rest.isEmpty() ? "" : rest.removeFirst();
                }
                default -> {
                    return new Leading(help, json, user, List.copyOf(rest));
                }
            }
        }
        return new Leading(help, json, user, List.of());
    }

    /** Says who runs the program; power is never inherited from the console. */
    Credentials credentials(Use use) {
        if (user == null) {
            return Credentials.of(NOBODY_SPECIAL, NOBODY_SPECIAL);
        }
        String[] ids = user.split(":", 2);
        int uid = (int) use.number(ids[0], "the number of a user", 0, Integer.MAX_VALUE);
        int gid = ids.length == 1 ? uid : (int) use.number(ids[1], "the number of a group", 0, Integer.MAX_VALUE);
        return Credentials.of(uid, gid);
    }
}
