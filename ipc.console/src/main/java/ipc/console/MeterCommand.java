package ipc.console;

import static ipc.console.Command.HELP;
import static ipc.console.Command.JSON;
import static ipc.console.Command.OFF;
import static ipc.console.Command.ON;

import ipc.api.admin.KernelAdmin;
import ipc.api.admin.MeterSnapshot;
import ipc.api.admin.ObjectSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows meters, and the figures of each object. */
@Component(service = MeterCommand.class)
@GogoCommand(scope = "ipc", function = "stat")
public final class MeterCommand {
    private static final Listing<MeterSnapshot> METERS = Listing.of(MeterSnapshot.class)
            .column("METER", "name", MeterSnapshot::name)
            .column("KIND", "kind", MeterSnapshot::kind)
            .column("UNIT", "unit", MeterSnapshot::unit)
            .column("FIGURES", "figures", MeterSnapshot::figures, meter -> figures(meter.figures()));

    private static final Listing<ObjectSnapshot> OBJECTS = Listing.of(ObjectSnapshot.class)
            .column("OBJECT", "mechanism", ObjectSnapshot::mechanism)
            .column("ID", "id", ObjectSnapshot::id)
            .column(
                    "NAME",
                    "name",
                    ObjectSnapshot::name,
                    object -> object.name().isEmpty() ? "-" : object.name())
            .column("FIGURES", "figures", ObjectSnapshot::figures, object -> figures(object.figures()));

    private final KernelAdmin admin;

    /**
     * Makes the command.
     *
     * @param admin the kernel
     */
    @Activate
    public MeterCommand(@Reference KernelAdmin admin) {
        this.admin = admin;
    }

    /** A counter's only figure needs no name. */
    private static String figures(Map<String, Long> figures) {
        return figures.entrySet().stream()
                .map(figure -> (figure.getKey().equals("value") ? "" : figure.getKey() + " ")
                        + Figures.count(figure.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Lists meters and figures. */
    @Descriptor("list meters, and the figures of each object")
    public void stat(
            CommandSession session,
            @Descriptor(HELP) @Parameter(names = "--help", presentValue = ON, absentValue = OFF) boolean help,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = ON, absentValue = OFF) boolean json,
            @Descriptor("[--histograms on|off] [PREFIX]: whether to record histograms from now on; only these names")
                    String... words) {
        Command.of(this, "stat", help).use(session, json, List.of(words), use -> {
            String histograms = use.option("--histograms");
            use.expect(0, 1, "");
            if (histograms != null) {
                admin.histograms(use.isOn(histograms));
            }
            show(use, use.words().isEmpty() ? "" : use.words().getFirst());
        });
    }

    private void show(Use use, String prefix) {
        List<MeterSnapshot> meters = admin.meters().stream()
                .filter(meter -> meter.name().startsWith(prefix))
                .toList();
        List<ObjectSnapshot> objects = admin.objects().stream()
                .filter(object ->
                        object.name().startsWith(prefix) || object.mechanism().startsWith(prefix))
                .toList();
        if (use.json()) {
            Map<String, Object> both = new LinkedHashMap<>();
            both.put("meters", METERS.values(meters));
            both.put("objects", OBJECTS.values(objects));
            use.print(both);
        } else {
            METERS.print(use.out(), meters);
            use.out().println();
            OBJECTS.print(use.out(), objects);
        }
    }
}
