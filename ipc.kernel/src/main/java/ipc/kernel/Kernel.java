package ipc.kernel;

import ipc.api.Capability;
import ipc.api.Credentials;
import ipc.api.Ipc;
import ipc.api.admin.WaitGraph;
import ipc.api.spi.Mechanism;
import ipc.api.spi.SecurityPolicy;
import ipc.kernel.call.Audit;
import ipc.kernel.call.Gate;
import ipc.kernel.call.Tracer;
import ipc.kernel.channels.ChannelSubsystem;
import ipc.kernel.events.EventSubsystem;
import ipc.kernel.face.AdminFace;
import ipc.kernel.face.FaceServices;
import ipc.kernel.face.Programs;
import ipc.kernel.mechanism.Foundation;
import ipc.kernel.mechanism.Subsystem;
import ipc.kernel.memory.KernelMemory;
import ipc.kernel.meter.KernelMeters;
import ipc.kernel.mq.QueueSubsystem;
import ipc.kernel.pipes.PipeSubsystem;
import ipc.kernel.process.HandleCount;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.KernelProcess.Birth;
import ipc.kernel.process.Limits;
import ipc.kernel.process.ProcessTable;
import ipc.kernel.schedule.KernelScheduler;
import ipc.kernel.schedule.LiveScheduler;
import ipc.kernel.schedule.SeededScheduler;
import ipc.kernel.security.Guard;
import ipc.kernel.security.PosixPolicy;
import ipc.kernel.swap.Provider;
import ipc.kernel.swap.SwapHistory;
import ipc.kernel.swap.SwapSettings;
import ipc.kernel.sync.SyncSubsystem;
import ipc.kernel.threads.KernelThreads;
import ipc.kernel.timers.TimerTable;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A kernel: its services, wired. Knows nothing of OSGi, so tests and benchmarks make one for themselves.
 *
 * <p>Begins without providers and without a security policy; {@link #bind} and {@link #policy} bring them.
 */
public final class Kernel {
    private static final int KERNEL_GATE = 1;
    private static final int QUEUE_GATE = 2;
    private static final int CHANNEL_GATE = 3;
    private static final int PIPE_GATE = 4;
    private static final int SYNC_GATE = 5;
    private static final int EVENT_GATE = 6;
    private static final String NAME_SPACE = "root";

    private final KernelScheduler scheduler;
    private final Tracer tracer;
    private final Audit audit;
    private final Guard guard;
    private final HandleCount handles;
    private final ProcessTable processes;
    private final KernelMemory memory;
    private final KernelMeters meters = new KernelMeters();
    private final SyncSubsystem sync;
    private final List<Subsystem<?, ?, ?>> subsystems;
    private final TimerTable timers;
    private final KernelThreads threads;
    private final FaceServices faces;
    private final AdminFace admin;
    private final SwapHistory swaps = new SwapHistory();
    private volatile Limits limits;
    private volatile SwapSettings swapSettings = SwapSettings.DEFAULTS;

    /**
     * Makes a kernel with process 1.
     *
     * @param scheduler live or seeded
     * @param limits at first
     * @param out where process 1 and its heirs print
     * @param log told what goes wrong in programs and providers
     */
    public Kernel(KernelScheduler scheduler, Limits limits, PrintStream out, Consumer<String> log) {
        this.scheduler = scheduler;
        this.limits = limits;
        this.tracer = new Tracer(scheduler, () -> this.limits.traceRecordsMax());
        this.audit = new Audit(scheduler, () -> this.limits.auditRecordsMax());
        this.guard = new Guard(audit, this::startKilling);
        this.handles = new HandleCount(() -> this.limits.handlesMax());
        Gate gate = new Gate(KERNEL_GATE, "kernel", scheduler, tracer, audit);
        gate.open();
        this.processes = new ProcessTable(gate, handles, () -> this.limits.processesMax(), first(out));
        this.memory = new KernelMemory(scheduler, processes.first(), () -> this.limits.memoryBytesMax());
        Foundation foundation = foundation(log);
        this.sync = new SyncSubsystem(SYNC_GATE, foundation);
        this.subsystems = subsystems(foundation);
        Programs programs = new Programs(processes, this::face, log);
        this.timers = new TimerTable(scheduler, scheduler);
        this.threads = new KernelThreads(processes, scheduler, sync::abandon, log);
        this.faces = new FaceServices(processes, guard, programs, timers, threads, subsystems);
        this.admin = new AdminFace(this, faces);
        gauges();
    }

    /** A process cannot end in the middle of its own call, which may hold locks. */
    private void startKilling(KernelProcess process) {
        scheduler.start("death of " + process.pid(), processes.first().caller(), () -> processes.kill(process));
    }

    private static Birth first(PrintStream out) {
        Set<Capability> all = EnumSet.allOf(Capability.class);
        return new Birth("kernel", Credentials.of(0, 0).withCapabilities(all), NAME_SPACE, out, false);
    }

    private Foundation foundation(Consumer<String> log) {
        return new Foundation(
                scheduler,
                new Foundation.Records(tracer, audit),
                guard,
                meters,
                processes,
                new Foundation.Configured(this::limits, this::swapSettings),
                swaps,
                log);
    }

    /** All mechanisms; a new one is added here. */
    private List<Subsystem<?, ?, ?>> subsystems(Foundation foundation) {
        return List.of(
                new QueueSubsystem(QUEUE_GATE, foundation),
                new ChannelSubsystem(CHANNEL_GATE, foundation, memory),
                new PipeSubsystem(PIPE_GATE, foundation, memory),
                sync,
                new EventSubsystem(EVENT_GATE, foundation, memory));
    }

    private void gauges() {
        meters.gauge("kernel.processes", "processes", () -> processes.all().size());
        meters.gauge("kernel.handles", "handles", handles::count);
        meters.gauge("kernel.timers", "timers", timers::count);
        meters.gauge("kernel.threads", "threads", threads::count);
        meters.gauge("kernel.memory", "bytes", memory::usedBytes);
        meters.gauge("kernel.refusals", "calls", audit::count);
    }

    /**
     * Makes a live kernel with the usual limits and the POSIX policy, which logs to the platform's logger.
     *
     * @return the kernel
     */
    public static Kernel live() {
        return usual(new LiveScheduler());
    }

    /**
     * Makes a seeded kernel with the usual limits and the POSIX policy; a deadlock is logged.
     *
     * @param seed decides who runs when
     * @return the kernel
     */
    public static Kernel seeded(long seed) {
        return usual(new SeededScheduler(seed, waits -> log("deadlock: " + waits)));
    }

    private static Kernel usual(KernelScheduler scheduler) {
        Kernel kernel = new Kernel(scheduler, Limits.DEFAULTS, System.out, Kernel::log);
        kernel.policy(new PosixPolicy());
        return kernel;
    }

    /**
     * Logs what goes wrong in programs and providers.
     *
     * @param what a sentence
     */
    public static void log(String what) {
        System.getLogger("ipc.kernel").log(System.Logger.Level.WARNING, what);
    }

    /**
     * Plugs a provider in.
     *
     * @param provider the provider, of any mechanism
     * @param name symbolic name of its bundle
     * @param ranking higher is preferred
     */
    public void bind(Mechanism provider, String name, int ranking) {
        subsystem(provider).bind(new Provider<>(provider, name, "", ranking), "");
    }

    /**
     * Takes a provider out; it is still alive during this call.
     *
     * @param provider the provider
     */
    public void unbind(Mechanism provider) {
        subsystem(provider).unbind(provider);
    }

    private Subsystem<?, ?, ?> subsystem(Mechanism provider) {
        return subsystems.stream()
                .filter(subsystem -> subsystem.spi().isInstance(provider))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("of no mechanism of this kernel: " + provider));
    }

    /**
     * Sets the security policy.
     *
     * @param policy the policy, or null: everything that is checked is refused
     */
    public void policy(@Nullable SecurityPolicy policy) {
        guard.policy(policy);
    }

    /**
     * Makes a process for a bundle.
     *
     * @param name the bundle's symbolic name
     * @param credentials who it is
     * @return the process, a child of process 1
     */
    public KernelProcess bundle(String name, Credentials credentials) {
        PrintStream out = processes.first().birth().out();
        return processes.spawn(processes.first(), new Birth(name, credentials, NAME_SPACE, out, false));
    }

    /**
     * Makes a privileged process for a bundle.
     *
     * @param name the bundle's symbolic name
     * @return its view of the kernel
     */
    public Ipc bundle(String name) {
        return face(bundle(name, processes.first().credentials()), Ipc.class);
    }

    /**
     * Returns a face of a process.
     *
     * @param <F> the face
     * @param process whose
     * @param face which face
     * @return the face, the same at every call
     */
    public <F> F face(KernelProcess process, Class<F> face) {
        return faces.face(process, face);
    }

    /** Returns the limits now. */
    public Limits limits() {
        return limits;
    }

    /**
     * Changes the limits; what is there already stays.
     *
     * @param next the limits from now on
     */
    public void limits(Limits next) {
        limits = next;
    }

    /** Returns the mechanisms. */
    public List<Subsystem<?, ?, ?>> subsystems() {
        return subsystems;
    }

    /** Looks at who waits for whom. */
    public WaitGraph waitGraph() {
        return sync.waitGraph();
    }

    /** Returns the history of swaps. */
    public SwapHistory swaps() {
        return swaps;
    }

    /** Returns how providers change now. */
    public SwapSettings swapSettings() {
        return swapSettings;
    }

    /**
     * Changes how providers change; a swap under way keeps what it began with.
     *
     * @param next the settings from now on
     */
    public void swapSettings(SwapSettings next) {
        swapSettings = next;
    }

    /** Returns the scheduler. */
    public KernelScheduler scheduler() {
        return scheduler;
    }

    /** Returns the memory service. */
    public KernelMemory memory() {
        return memory;
    }

    /** Returns the meters. */
    public KernelMeters meters() {
        return meters;
    }

    /** Returns the trace of system calls. */
    public Tracer tracer() {
        return tracer;
    }

    /** Returns the record of refusals. */
    public Audit audit() {
        return audit;
    }

    /** Returns the count of open handles. */
    public HandleCount handles() {
        return handles;
    }

    /** Returns all processes. */
    public ProcessTable processes() {
        return processes;
    }

    /** Returns the programs. */
    public Programs programs() {
        return faces.programs();
    }

    /** Returns the operator's view. */
    public AdminFace admin() {
        return admin;
    }
}
