package ipc.api.admin;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a swap goes, and how far. Immutable: each method returns new options. */
public final class SwapOptions {
    private final @Nullable String target;
    private final boolean checkOnly;

    private SwapOptions(@Nullable String target, boolean checkOnly) {
        this.target = target;
        this.checkOnly = checkOnly;
    }

    /** {@return options for a swap to the best provider that does not serve} */
    public static SwapOptions toBest() {
        return new SwapOptions(null, false);
    }

    /**
     * Chooses the successor.
     *
     * @param provider symbolic name of its bundle, alone or with a slash and the version: {@code ipc.mq/1.0.0}
     * @return the new options
     */
    public SwapOptions target(String provider) {
        return new SwapOptions(Objects.requireNonNull(provider, "provider"), checkOnly);
    }

    /**
     * Makes it a dry run: everything up to the check, then the shadows are dropped.
     *
     * @return the new options
     */
    public SwapOptions checkOnly() {
        return new SwapOptions(target, true);
    }

    /** {@return the successor, or null for the best other provider} */
    public @Nullable String target() {
        return target;
    }

    /** {@return whether it is a dry run} */
    public boolean isCheckOnly() {
        return checkOnly;
    }
}
