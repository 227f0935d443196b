package ipc.events;

import ipc.api.events.EventOptions;
import ipc.api.events.spi.EventObject;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A set of an automatic event lets one pass that waits, is about to, or comes later. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Passed.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A set was lost.")
@State
public class SetStress {
    private final EventObject event = StressedEvents.event(EventOptions.auto());

    @Actor
    public void waiting(I_Result result) {
        result.r1 = StressedEvents.pass(event);
    }

    @Actor
    public void setting() {
        event.set();
    }
}
