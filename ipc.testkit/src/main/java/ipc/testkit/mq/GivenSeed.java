package ipc.testkit.mq;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** Takes back the seed that a failed run has printed: {@code -Dipc.seed=SEED}; {@code -Dipc.tries=N} tries longer. */
public final class GivenSeed implements AroundPropertyHook {
    private static final String SEED = "ipc.seed";
    private static final String TRIES = "ipc.tries";

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        String seed = System.getProperty(SEED);
        if (seed != null) {
            context.attributes().setSeed(seed);
        }
        Integer tries = Integer.getInteger(TRIES);
        if (tries != null) {
            context.attributes().setTries(tries);
        }
        return property.execute();
    }
}
