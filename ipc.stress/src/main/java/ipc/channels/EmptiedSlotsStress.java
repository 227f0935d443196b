package ipc.channels;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Who finds that slots are empty again sees which, though the two sides have no lock in common. */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "None is empty yet.")
@Outcome(id = "7, 0", expect = ACCEPTABLE, desc = "The first.")
@Outcome(id = "7, 8", expect = ACCEPTABLE, desc = "Both, in their order.")
@Outcome(expect = FORBIDDEN, desc = "A slot was counted before it was there.")
@State
public class EmptiedSlotsStress {
    private final EmptiedSlots emptied = new EmptiedSlots();

    public EmptiedSlotsStress() {
        emptied.makePlaces(2, 0);
    }

    @Actor
    public void receiving() {
        emptied.add(7);
        emptied.add(8);
    }

    @Actor
    public void sending(II_Result result) {
        long count = emptied.count();
        result.r1 = count > 0 ? emptied.at(0) : 0;
        result.r2 = count > 1 ? emptied.at(1) : 0;
    }
}
