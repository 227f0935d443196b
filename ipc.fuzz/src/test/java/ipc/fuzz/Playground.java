package ipc.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import ipc.api.Credentials;
import ipc.api.Errno;
import ipc.api.ExitStatus;
import ipc.api.IpcException;
import ipc.api.Syscalls;
import ipc.api.Sysno;
import ipc.api.spi.SecurityPolicy;
import ipc.channels.RingChannels;
import ipc.events.TicketEvents;
import ipc.kernel.Kernel;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Limits;
import ipc.kernel.schedule.SeededScheduler;
import ipc.mq.SlotQueues;
import ipc.pipes.RingPipes;
import ipc.sync.GuardedSync;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ReadOnlyBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kernel with two users' processes: a {@linkplain Victim victim} that owns secrets, and an intruder that makes the
 * calls.
 *
 * <p>Seeded, so that the same input gives the same run, and a wait takes no time.
 */
final class Playground {
    private static final int INTRUDER = 1002;
    private static final Pattern OWN_DEADLOCK =
            Pattern.compile("deadlock: process (\\d+ 'intruder') waits for [^,]+ held by process \\1");
    private static final Limits SMALL = new Limits(
            64,
            256,
            1 << 20,
            64,
            4096,
            Limits.DEFAULTS.pipes(),
            Limits.DEFAULTS.channels(),
            Limits.DEFAULTS.buses(),
            64,
            64);

    private final List<String> complaints = new ArrayList<>();
    private final Kernel kernel;
    private final long bytesAtFirst;
    private final Victim victim;
    private final Syscalls calls;
    private final Values values;

    Playground(SecurityPolicy policy) {
        SeededScheduler scheduler = new SeededScheduler(1, waits -> complaints.add("deadlock: " + waits));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        kernel = new Kernel(scheduler, SMALL, nowhere, complaints::add);
        kernel.policy(policy);
        kernel.bind(new SlotQueues(kernel.scheduler(), kernel.memory()), "ipc.mq", 0);
        kernel.bind(new RingChannels(kernel.scheduler(), kernel.memory()), "ipc.channels", 0);
        kernel.bind(new RingPipes(kernel.scheduler(), kernel.memory()), "ipc.pipes", 0);
        kernel.bind(new GuardedSync(kernel.scheduler(), kernel.memory()), "ipc.sync", 0);
        kernel.bind(new TicketEvents(kernel.scheduler(), kernel.memory()), "ipc.events", 0);
        kernel.programs().add("idle", (ipc, arguments) -> 0);
        bytesAtFirst = kernel.memory().usedBytes();
        victim = new Victim(kernel);
        KernelProcess intruder = kernel.bundle("intruder", Credentials.of(INTRUDER, INTRUDER));
        calls = kernel.face(intruder, Syscalls.class);
        values = new Values(victim.process(), intruder);
    }

    /** Makes one call of the intruder's. */
    void call(FuzzedDataProvider data) {
        Sysno sysno = data.pickValue(Sysno.values());
        call(sysno, values.forParameters(sysno.parameters(), data));
    }

    /** Makes one call of the intruder's, which may be refused. */
    void call(Sysno sysno, @Nullable Object... arguments) {
        try {
            Object result = calls.call(sysno.number(), arguments);
            values.learn(result);
            shouldNotShow(sysno, result);
        } catch (IpcException refused) {
            forgetOwnDeadlock(refused.errno());
        } catch (ReadOnlyBufferException | IllegalStateException refused) {
            // in ways that the API names; the last is for a loan that holds nothing, or something already
        }
        for (Object argument : arguments) {
            shouldNotShow(sysno, argument);
        }
    }

    private static void shouldNotShow(Sysno sysno, @Nullable Object seen) {
        if (Values.shows(seen, Victim.SECRET)) {
            throw new AssertionError(sysno + " gave away what is not the caller's");
        }
    }

    /** Who locks its mutex again, and waits till the time is over, was in a deadlock with itself: rightly reported. */
    private void forgetOwnDeadlock(Errno result) {
        if (result == Errno.ETIMEDOUT) {
            complaints.removeIf(OWN_DEADLOCK.asMatchPredicate());
        }
    }

    void shouldHaveLeftTheVictimAlone() {
        victim.shouldBeUntouched();
        if (!complaints.isEmpty()) {
            throw new AssertionError(complaints.toString());
        }
    }

    void shouldBeEmptyAtTheEnd() {
        for (KernelProcess process : kernel.processes().all()) {
            if (process != kernel.processes().first()) {
                end(process);
            }
        }
        boolean unlinked = kernel.admin().objects().stream().allMatch(each -> each.handles() == 0);
        kernel.admin().objects().forEach(each -> kernel.admin().remove(each.mechanism(), each.name()));
        if (!unlinked || kernel.handles().count() != 0 || kernel.memory().usedBytes() != bytesAtFirst) {
            throw new AssertionError("left behind: " + kernel.admin().objects() + ", "
                    + kernel.handles().count() + " handles, " + kernel.memory().usedBytes() + " bytes");
        }
    }

    private void end(KernelProcess process) {
        kernel.scheduler().inside(() -> kernel.processes().end(process, new ExitStatus(process.pid(), 0, false)));
    }
}
