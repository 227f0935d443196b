package ipc.kernel.boot;

import ipc.api.Capability;
import ipc.api.Credentials;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.osgi.framework.Bundle;

/**
 * Who a bundle is, by its manifest: {@code Ipc-Credentials: uid=0;gid=0;capabilities="KILL_ANY,SET_USER"}.
 *
 * <p>Bundles of one JVM are no security boundary against hostile code: whoever may install a bundle may give it any
 * credentials. They keep honest bundles out of each other's way.
 */
final class BundleCredentials {
    private static final String HEADER = "Ipc-Credentials";
    private static final int NOBODY_SPECIAL = 1000;

    private BundleCredentials() {}

    static Credentials of(Bundle bundle) {
        String header = bundle.getHeaders("").get(HEADER);
        return header == null ? Credentials.of(NOBODY_SPECIAL, NOBODY_SPECIAL) : parse(header);
    }

    static Credentials parse(String header) {
        int uid = NOBODY_SPECIAL;
        int gid = NOBODY_SPECIAL;
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        for (String part : header.split(";", -1)) {
            String[] pair = part.trim().split("=", 2);
            String value = pair.length == 2 ? pair[1].trim().replace("\"", "") : "";
            switch (pair[0].trim()) {
                case "uid" -> uid = number(header, value);
                case "gid" -> gid = number(header, value);
                case "capabilities" -> capabilities.addAll(capabilities(header, value));
                default -> throw bad(header, part);
            }
        }
        return Credentials.of(uid, gid).withCapabilities(capabilities);
    }

    private static int number(String header, String value) {
        try {
            return Integer.parseUnsignedInt(value);
        } catch (NumberFormatException noNumber) {
            throw bad(header, value);
        }
    }

    private static Set<Capability> capabilities(String header, String value) {
        Set<Capability> result = EnumSet.noneOf(Capability.class);
        for (String name : value.split(",", -1)) {
            try {
                result.add(Capability.valueOf(name.trim().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                throw bad(header, name);
            }
        }
        return result;
    }

    private static IllegalArgumentException bad(String header, String part) {
        return new IllegalArgumentException(HEADER + ": " + header + ": cannot read " + part);
    }
}
