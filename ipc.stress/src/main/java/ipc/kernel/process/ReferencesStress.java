package ipc.kernel.process;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZII_Result;

/** The last reference goes while another one is added: the end is told once, and nothing is added after it. */
@JCStressTest
@Outcome(id = "true, 1, 0", expect = ACCEPTABLE, desc = "In time; the end came with the one that was added.")
@Outcome(id = "false, 1, 0", expect = ACCEPTABLE, desc = "Too late.")
@Outcome(expect = FORBIDDEN, desc = "Added after the end, or the end told twice or never.")
@State
public class ReferencesStress {
    private final References references = new References();
    private int endsTold;
    private int endsToldToOther;

    public ReferencesStress() {
        references.add("stress");
    }

    @Actor
    public void adds(ZII_Result result) {
        result.r1 = references.tryAdd();
        if (result.r1 && references.remove()) {
            endsToldToOther++;
        }
    }

    @Actor
    public void removes() {
        if (references.remove()) {
            endsTold++;
        }
    }

    @Arbiter
    public void looks(ZII_Result result) {
        result.r2 = endsTold + endsToldToOther;
        result.r3 = references.any() ? 1 : 0;
    }
}
