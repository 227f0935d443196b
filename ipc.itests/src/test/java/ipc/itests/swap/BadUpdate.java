package ipc.itests.swap;

import ipc.itests.container.TestBundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** What a provider's bundle may be updated to that is of no use. */
public enum BadUpdate {
    CORRUPT(bundle -> new ByteArrayInputStream(new byte[] {1, 2, 3})),
    UNRESOLVABLE(bundle ->
            copy(bundle).add(Constants.IMPORT_PACKAGE, "no.such.package").build()),
    UNSTARTABLE(bundle ->
            copy(bundle).header(Constants.BUNDLE_ACTIVATOR, "no.such.Activator").build()),
    OTHER_SCHEMA(bundle -> provider(bundle, OtherSchemaQueues.class)),
    THROWING(bundle -> provider(bundle, ThrowingQueues.class)),
    LYING(bundle -> provider(bundle, LyingQueues.class)),
    /** Becomes active never. */
    HANGING(bundle -> provider(bundle, HangingQueues.class));

    /** The version of all of them, but the corrupt one. */
    static final String VERSION = "6.6.6";

    private interface Jar {
        InputStream of(Bundle bundle) throws IOException;
    }

    private final Jar jar;

    BadUpdate(Jar jar) {
        this.jar = jar;
    }

    /** Packs the jar for a bundle that is sound. */
    public InputStream of(Bundle bundle) throws IOException {
        return jar.of(bundle);
    }

    private static ChangedCopy copy(Bundle bundle) throws IOException {
        return ChangedCopy.of(bundle).header(Constants.BUNDLE_VERSION, VERSION);
    }

    private static InputStream provider(Bundle bundle, Class<?> type) {
        return TestBundle.named(bundle.getSymbolicName())
                .version(VERSION)
                .with(UselessQueues.class, type)
                .build();
    }
}
