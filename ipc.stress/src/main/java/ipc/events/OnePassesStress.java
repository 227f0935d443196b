package ipc.events;

import ipc.api.events.EventOptions;
import ipc.api.events.spi.EventObject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Of two who come to a set automatic event, one passes. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = Expect.ACCEPTABLE,
        desc = "One of them.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both or none passed a set event.")
@State
public class OnePassesStress {
    private final EventObject event = StressedEvents.event(EventOptions.auto());

    public OnePassesStress() {
        event.set();
    }

    @Actor
    public void one(ZZ_Result result) {
        result.r1 = event.begin() == EventObject.PASSED;
    }

    @Actor
    public void other(ZZ_Result result) {
        result.r2 = event.begin() == EventObject.PASSED;
    }
}
