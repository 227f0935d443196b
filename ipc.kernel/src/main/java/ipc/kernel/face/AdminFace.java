package ipc.kernel.face;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.admin.AuditRecord;
import ipc.api.admin.KernelAdmin;
import ipc.api.admin.LimitSnapshot;
import ipc.api.admin.LockAdmin;
import ipc.api.admin.MechanismAdmin;
import ipc.api.admin.MechanismSnapshot;
import ipc.api.admin.MeterSnapshot;
import ipc.api.admin.ObjectSnapshot;
import ipc.api.admin.ProcessSnapshot;
import ipc.api.admin.SwapOptions;
import ipc.api.admin.SwapReport;
import ipc.api.admin.TraceRecord;
import ipc.api.admin.WaitAdmin;
import ipc.api.admin.WaitGraph;
import ipc.api.admin.WaitSnapshot;
import ipc.api.sync.LockFindings;
import ipc.api.sync.spi.LockChecker;
import ipc.kernel.Kernel;
import ipc.kernel.mechanism.Subsystem;
import ipc.kernel.process.Calls;
import ipc.kernel.process.KernelProcess;
import ipc.kernel.process.Limits;
import ipc.kernel.schedule.Task;
import ipc.kernel.swap.Provider;
import ipc.kernel.swap.SwapSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The operator's view, acting as process 1. */
public final class AdminFace implements KernelAdmin, MechanismAdmin, WaitAdmin, LockAdmin {
    private final Kernel kernel;
    private final FaceServices services;

    /**
     * Makes the view.
     *
     * @param kernel of this kernel
     * @param services what it uses
     */
    public AdminFace(Kernel kernel, FaceServices services) {
        this.kernel = kernel;
        this.services = services;
    }

    @Override
    public List<ProcessSnapshot> processes() {
        List<ProcessSnapshot> result = new ArrayList<>();
        List<WaitSnapshot> waits = waits();
        for (KernelProcess process : services.processes().all()) {
            result.add(snapshot(process, waits));
        }
        return result;
    }

    private ProcessSnapshot snapshot(KernelProcess process, List<WaitSnapshot> waits) {
        List<Task> tasks = kernel.scheduler().tasks(task -> task.caller().pid() == process.pid());
        long calls =
                process.calls().sum() + tasks.stream().mapToLong(Task::calls).sum();
        String waitingFor = waits.stream()
                .filter(wait -> wait.pid() == process.pid())
                .map(WaitSnapshot::waitingFor)
                .findFirst()
                .orElse("");
        return new ProcessSnapshot(
                process.pid(),
                process.parentPid(),
                process.name(),
                services.processes().state(process),
                process.credentials(),
                process.priority(),
                process.handles().size(),
                process.memoryBytes().get(),
                calls,
                process.waitedNanos(),
                waitingFor);
    }

    @Override
    public List<ObjectSnapshot> objects() {
        Stream<ObjectSnapshot> ofMechanisms =
                services.subsystems().stream().flatMap(subsystem -> subsystem.snapshots().stream());
        return Stream.concat(ofMechanisms, services.timers().snapshots().stream())
                .toList();
    }

    @Override
    public List<WaitSnapshot> waits() {
        return kernel.scheduler().waits();
    }

    @Override
    public WaitGraph waitGraph() {
        return kernel.waitGraph();
    }

    @Override
    public List<MeterSnapshot> meters() {
        return kernel.meters().snapshots();
    }

    @Override
    public List<LimitSnapshot> limits() {
        Limits limits = kernel.limits();
        SwapSettings swaps = kernel.swapSettings();
        return List.of(
                unused("activationMillisMax", "milliseconds", swaps.activationMillisMax()),
                new LimitSnapshot("auditRecordsMax", "records", audit().size(), limits.auditRecordsMax()),
                unused("busDepthMax", "publications", limits.buses().depthMax()),
                unused("busPublicationBytesMax", "bytes", limits.buses().publicationBytesMax()),
                unused("busSubscriptionsMax", "subscriptions", limits.buses().subscriptionsMax()),
                unused("channelBytesMax", "bytes", limits.channels().bytesMax()),
                unused("channelDepthMax", "messages", limits.channels().depthMax()),
                unused("channelMessageBytesMax", "bytes", limits.channels().messageBytesMax()),
                new LimitSnapshot(
                        "channelsMax", "channels", channels(), limits.channels().max()),
                unused("drainMillisMax", "milliseconds", swaps.drainMillisMax()),
                unused("graceMillis", "milliseconds", swaps.graceMillis()),
                new LimitSnapshot("handlesMax", "handles", kernel.handles().count(), limits.handlesMax()),
                unused("keptBytesMax", "bytes", swaps.keptBytesMax()),
                new LimitSnapshot("memoryBytesMax", "bytes", kernel.memory().usedBytes(), limits.memoryBytesMax()),
                unused("pipeBytesMax", "bytes", limits.pipes().bytesMax()),
                unused("pipePagesHard", "pages", limits.pipes().pagesHard()),
                unused("pipePagesSoft", "pages", limits.pipes().pagesSoft()),
                unused("probationMillis", "milliseconds", swaps.probationMillis()),
                new LimitSnapshot(
                        "processesMax", "processes", services.processes().all().size(), limits.processesMax()),
                unused("queueDepthMax", "messages", limits.queueDepthMax()),
                unused("queueMessageBytesMax", "bytes", limits.queueMessageBytesMax()),
                unused("swapMillisMax", "milliseconds", swaps.swapMillisMax()),
                unused("traceRecordsMax", "records", limits.traceRecordsMax()));
    }

    private long channels() {
        return objects().stream()
                .filter(object -> object.mechanism().equals("channels"))
                .count();
    }

    /** A limit of which one cannot say how much of it is used. */
    private static LimitSnapshot unused(String name, String unit, long max) {
        return new LimitSnapshot(name, unit, -1, max);
    }

    @Override
    public List<AuditRecord> audit() {
        return kernel.audit().records();
    }

    @Override
    public List<String> programs() {
        return services.programs().names();
    }

    @Override
    public IpcProcess process(int pid) {
        return new ProcessReference(
                services.processes().first(), services.processes().get(pid), services);
    }

    @Override
    public void trace(int pid, boolean on) {
        if (pid == 0) {
            services.processes().all().forEach(process -> process.traced(on));
        } else {
            services.processes().get(pid).traced(on);
        }
        if (!on) {
            kernel.tracer().take(pid);
        }
    }

    @Override
    public List<TraceRecord> traced(int pid) {
        return kernel.tracer().take(pid);
    }

    @Override
    public void histograms(boolean on) {
        kernel.meters().recording(on);
    }

    @Override
    public void remove(String mechanism, String name) {
        Subsystem<?, ?, ?> subsystem = subsystem(mechanism, "remove " + name + " of ");
        KernelProcess first = services.processes().first();
        Calls.run(first, subsystem.unlink(), name, task -> {
            subsystem.port().unlink(subsystem.unlink(), first.birth().nameSpace(), name, node -> {});
            return 0;
        });
    }

    @Override
    public List<MechanismSnapshot> mechanisms() {
        return services.subsystems().stream()
                .map(subsystem -> subsystem.exchange().snapshot())
                .toList();
    }

    @Override
    public SwapReport swap(String mechanism, SwapOptions options) {
        return subsystem(mechanism, "swap ").exchange().swap(options);
    }

    @Override
    public List<SwapReport> swaps() {
        return kernel.swaps().reports();
    }

    @Override
    public Map<String, LockFindings> lockFindings() {
        Map<String, LockFindings> findings = new LinkedHashMap<>();
        for (Subsystem<?, ?, ?> subsystem : services.subsystems()) {
            for (Provider<?> provider : subsystem.exchange().providers()) {
                if (provider.service() instanceof LockChecker checker) {
                    findings.put(provider.label(), checker.findings());
                }
            }
        }
        return findings;
    }

    private Subsystem<?, ?, ?> subsystem(String mechanism, String verb) {
        List<String> known = services.subsystems().stream().map(Subsystem::name).toList();
        int index = known.indexOf(mechanism);
        if (index < 0) {
            throw new IpcException(
                    Errno.ENOENT, verb + mechanism + ", an unknown mechanism; there is " + String.join(", ", known));
        }
        return services.subsystems().get(index);
    }
}
