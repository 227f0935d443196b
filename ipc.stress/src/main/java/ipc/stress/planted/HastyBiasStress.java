package ipc.stress.planted;

import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Owner and revoker are never both inside: a false claim about a lock whose revoker does not issue a barrier between
 * its store and its load.
 */
@JCStressTest
@Outcome(
        id = {"false, false", "true, false", "false, true"},
        expect = Expect.ACCEPTABLE,
        desc = "One of them at most.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Owner and revoker were both inside.")
@State
public class HastyBiasStress {
    private final AtomicBoolean held = new AtomicBoolean();
    private final AtomicBoolean revoked = new AtomicBoolean();

    @Actor
    public void owner(ZZ_Result result) {
        held.setOpaque(true);
        result.r1 = !revoked.getOpaque();
    }

    @Actor
    public void revoker(ZZ_Result result) {
        revoked.setOpaque(true);
        result.r2 = !held.getOpaque();
    }
}
