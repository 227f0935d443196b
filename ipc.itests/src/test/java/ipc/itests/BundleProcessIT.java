package ipc.itests;

import static ipc.itests.container.Parts.kernel;
import static ipc.itests.container.Parts.mechanism;
import static ipc.itests.container.Parts.platform;
import static ipc.testkit.client.Client.assertFails;
import static ipc.testkit.client.Client.message;
import static ipc.testkit.client.Client.newName;
import static ipc.testkit.client.Client.small;
import static ipc.testkit.client.Client.take;
import static org.assertj.core.api.Assertions.assertThat;

import ipc.api.Errno;
import ipc.api.ExitStatus;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.IpcProcess;
import ipc.api.Program;
import ipc.api.SpawnOptions;
import ipc.api.Timeout;
import ipc.api.admin.ObjectSnapshot;
import ipc.api.admin.ProcessSnapshot;
import ipc.api.mq.MessageQueue;
import ipc.api.mq.MessageQueues;
import ipc.api.mq.QueueOptions;
import ipc.api.mq.spi.QueueMechanism;
import ipc.api.spi.SecurityPolicy;
import ipc.itests.container.InContainer;
import ipc.itests.container.Service;
import ipc.itests.container.TestBundle;
import ipc.testkit.kernel.Watchdog;
import ipc.testkit.rows.Row;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A bundle is a process, and brings programs. */
@InContainer
class BundleProcessIT extends FelixClient {

    @Configuration
    static Option container() {
        return platform(kernel(), mechanism("ipc.mq"));
    }

    /** Takes all that a process can hold and gives nothing back. */
    @Component(immediate = true)
    public static final class Holder {
        @Activate
        public Holder(@Reference MessageQueues queues) {
            QueueOptions options =
                    QueueOptions.readWrite().create(0666).depthMax(2).messageBytesMax(64);
            MessageQueue leased = queues.open("/holder-leased", options);
            leased.trySend(ByteBuffer.wrap(new byte[] {'1'}), 0);
            leased.newLoan().receive(Timeout.forever());
            MessageQueue claimed = queues.open("/holder-claimed", options);
            claimed.newLoan().claim(Timeout.forever());
            claimed.onArrival(arrival -> {}, 0);
            queues.create(options);
        }
    }

    @Test
    @Row({"MQ-44", "MQ-46", "KN-04"})
    void shouldReleaseAllThatABundleHeldWhenItStops(BundleContext context) throws Exception {
        Bundle holder = context.installBundle(
                "holder", TestBundle.named("holder").with(Holder.class).build());
        int before = admin().objects().size();
        holder.start();
        await(() -> process("holder").isPresent() && admin().objects().size() == before + 3);
        assertThat(process("holder").orElseThrow().handles())
                .as("queues and loans")
                .isEqualTo(5);

        holder.stop();

        assertThat(process("holder")).isEmpty();
        assertThat(admin().objects()).extracting(ObjectSnapshot::name).contains("/holder-leased", "/holder-claimed");
        assertThat(admin().objects()).hasSize(before + 2).allMatch(object -> object.handles() == 0);
        MessageQueue leased = queues().open("/holder-leased", QueueOptions.readWrite());
        assertThat(leased.status().statistics().redelivered()).isEqualTo(1);
        assertThat(take(leased)).isEqualTo("1");
        MessageQueue claimed = queues().open("/holder-claimed", QueueOptions.readWrite());
        claimed.onArrival(arrival -> {}, 0);
        assertThat(claimed.trySend(message("1"), 0)).isTrue();
        assertThat(claimed.trySend(message("2"), 0)).isTrue();
        holder.uninstall();
        queues().unlink("/holder-leased");
        queues().unlink("/holder-claimed");
    }

    @Test
    void shouldGiveABundleAnotherProcessWhenItStartsAgain(BundleContext context) throws Exception {
        Bundle holder = context.installBundle(
                "again", TestBundle.named("again").with(Holder.class).build());
        holder.start();
        await(() -> process("again").isPresent());
        int first = process("again").orElseThrow().pid();
        holder.stop();

        holder.start();

        await(() -> process("again").isPresent());
        assertThat(process("again").orElseThrow().pid()).isNotEqualTo(first);
        holder.uninstall();
        queues().unlink("/holder-leased");
        queues().unlink("/holder-claimed");
    }

    private Optional<ProcessSnapshot> process(String name) {
        return admin().processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst();
    }

    /** Ends with the number of its arguments. */
    @Component(property = Program.NAME + "=counts")
    public static final class Counts implements Program {
        @Override
        public int run(Ipc ipc, List<String> arguments) {
            return arguments.size();
        }
    }

    /** Never ends. */
    @Component(property = Program.NAME + "=waits")
    public static final class Waits implements Program {
        @Override
        public int run(Ipc ipc, List<String> arguments) {
            return ipc.face(MessageQueues.class)
                    .create(QueueOptions.readWrite())
                    .receive(ByteBuffer.allocate(QueueOptions.MESSAGE_BYTES));
        }
    }

    @Test
    void shouldRunAProgramOfABundle(BundleContext context) throws Exception {
        Bundle programs = context.installBundle(
                "counts", TestBundle.named("counts").with(Counts.class).build());
        programs.start();
        await(() -> admin().programs().contains("counts"));

        int pid = ipc().spawn(SpawnOptions.program("counts").arguments(List.of("a", "b", "c")))
                .pid();

        assertThat(status(pid)).isEqualTo(new ExitStatus(pid, 3, false));
        programs.uninstall();
    }

    @Test
    void shouldKillProcessesWhoseProgramLeaves(BundleContext context) throws Exception {
        Bundle programs = context.installBundle(
                "waits", TestBundle.named("waits").with(Waits.class).build());
        programs.start();
        await(() -> admin().programs().contains("waits"));
        IpcProcess child = ipc().spawn(SpawnOptions.program("waits"));
        awaitBlocked(child);

        programs.stop();

        assertThat(status(child.pid())).isEqualTo(new ExitStatus(child.pid(), ExitStatus.KILLED, true));
        assertThat(admin().programs()).doesNotContain("waits");
        assertFails(Errno.ENOENT, () -> ipc().spawn(SpawnOptions.program("waits")));
        programs.uninstall();
    }

    private ExitStatus status(int pid) {
        return ipc().waitFor(pid, Timeout.after(Watchdog.limit()));
    }

    @Test
    void shouldHideProvidersFromAllButTheKernel(BundleContext context) throws InvalidSyntaxException {
        assertThat(context.getServiceReference(QueueMechanism.class)).isNull();
        assertThat(context.getServiceReference(SecurityPolicy.class)).isNull();
        assertThat(context.getAllServiceReferences(null, null))
                .flatExtracting(BundleProcessIT::types)
                .contains(MessageQueues.class.getName())
                .doesNotContain(QueueMechanism.class.getName(), SecurityPolicy.class.getName());

        BundleContext kernel = bundleNamed("ipc.kernel").getBundleContext();
        assertThat(kernel.getServiceReference(QueueMechanism.class.getName())).isNotNull();
        assertThat(kernel.getServiceReference(SecurityPolicy.class.getName())).isNotNull();
    }

    @Test
    void shouldNotTellOthersOfProviders(BundleContext context) throws Exception {
        List<String> here = new CopyOnWriteArrayList<>();
        List<String> kernel = new CopyOnWriteArrayList<>();
        ServiceListener listener = event -> here.addAll(types(event.getServiceReference()));
        ServiceListener insider = event -> kernel.addAll(types(event.getServiceReference()));
        context.addServiceListener(listener);
        bundleNamed("ipc.kernel").getBundleContext().addServiceListener(insider);

        bundleNamed("ipc.mq").stop();
        bundleNamed("ipc.mq").start();

        await(() ->
                kernel.stream().filter(QueueMechanism.class.getName()::equals).count() >= 2);
        assertThat(here).doesNotContain(QueueMechanism.class.getName());
        context.removeServiceListener(listener);
        bundleNamed("ipc.kernel").getBundleContext().removeServiceListener(insider);
    }

    private static List<String> types(ServiceReference<?> reference) {
        return Stream.of((String[]) reference.getProperty(Constants.OBJECTCLASS))
                .toList();
    }

    @Test
    @Row("KN-10")
    void shouldRefuseEverythingWithoutASecurityPolicy(@Service ConfigurationAdmin configurations) throws Exception {
        String name = newName();
        queues().open(name, small()).close();

        configurations
                .getConfiguration("ipc.kernel", "?")
                .update(FrameworkUtil.asDictionary(Map.of("securityPolicy", "none")));
        try {
            await(() -> !opens(name));
            assertFails(Errno.EACCES, () -> queues().open(name, QueueOptions.readWrite()));
            assertFails(Errno.EACCES, () -> queues().unlink(name));
        } finally {
            configurations.getConfiguration("ipc.kernel", "?").delete();
        }

        await(() -> opens(name));
    }

    private boolean opens(String name) {
        try {
            queues().open(name, QueueOptions.readWrite()).close();
            return true;
        } catch (IpcException refused) {
            return false;
        }
    }
}
