package ipc.console;

import static ipc.console.Command.HELP;
import static ipc.console.Command.JSON;
import static ipc.console.Command.OFF;
import static ipc.console.Command.ON;

import ipc.api.admin.KernelAdmin;
import ipc.api.admin.ObjectSnapshot;
import java.util.List;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows named and anonymous objects, with the columns that util-linux gives to POSIX queues, and removes names. */
@Component(service = ObjectCommands.class)
@GogoCommand(
        scope = "ipc",
        function = {"lsipc", "ipcrm"})
public final class ObjectCommands {
    private static final String PERMISSIONS = "rwxrwxrwx";

    private static final Listing<ObjectSnapshot> OBJECTS = Listing.of(ObjectSnapshot.class)
            .column(
                    "NAME",
                    "name",
                    ObjectSnapshot::name,
                    object -> object.name().isEmpty() ? "-" : object.name())
            .column("KIND", "kind", ObjectSnapshot::mechanism)
            .column("ID", "id", ObjectSnapshot::id)
            .column("PERMS", "perms", object -> permissions(object.mode()))
            .column("OWNER", "owner", ObjectSnapshot::ownerUid)
            .column("GROUP", "group", ObjectSnapshot::ownerGid)
            .column("MSGS", "msgs", object -> figure(object, "depth messages"))
            .column("MSGSMAX", "msgsMax", object -> figure(object, "depthMax messages"))
            .column(
                    "MSGSIZE",
                    "msgSizeBytes",
                    object -> figure(object, "messageBytesMax bytes"),
                    object -> Figures.bytes(figure(object, "messageBytesMax bytes")))
            .column("WAITING", "waiting", object -> figure(object, "waiting calls"))
            .column("HANDLES", "handles", ObjectSnapshot::handles)
            .column("BYTES", "bytes", ObjectCommands::bytes);

    private final KernelAdmin admin;

    /**
     * Makes the commands.
     *
     * @param admin the kernel
     */
    @Activate
    public ObjectCommands(@Reference KernelAdmin admin) {
        this.admin = admin;
    }

    private static long figure(ObjectSnapshot object, String name) {
        return object.figures().getOrDefault(name, 0L);
    }

    /** What is inside: of a pipe, or of both directions of a channel. */
    private static long bytes(ObjectSnapshot object) {
        return figure(object, "buffered bytes") + figure(object, "queued bytes");
    }

    /** As {@code ls} and {@code lsipc} write mode bits. */
    static String permissions(int mode) {
        StringBuilder text = new StringBuilder(PERMISSIONS);
        for (int i = 0; i < PERMISSIONS.length(); i++) {
            if ((mode & (1 << (PERMISSIONS.length() - 1 - i))) == 0) {
                text.setCharAt(i, '-');
            }
        }
        return text.toString();
    }

    /** Lists objects. */
    @Descriptor("list the objects of all mechanisms and the timers")
    public void lsipc(
            CommandSession session,
            @Descriptor(HELP) @Parameter(names = "--help", presentValue = ON, absentValue = OFF) boolean help,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = ON, absentValue = OFF) boolean json,
            @Descriptor("[NAME|ID]: only this one; KIND:NAME or KIND:ID where several have it") String... words) {
        Command.of(this, "lsipc", help).use(session, json, List.of(words), use -> {
            use.expect(0, 1, "the name or id of an object");
            use.print(
                    OBJECTS,
                    use.words().isEmpty()
                            ? admin.objects()
                            : List.of(find(use, use.words().getFirst())));
        });
    }

    /** Removes names. */
    @Descriptor("remove the names of objects; an object lives on until its last handle closes")
    public void ipcrm(
            CommandSession session,
            @Descriptor(HELP) @Parameter(names = "--help", presentValue = ON, absentValue = OFF) boolean help,
            @Descriptor(JSON) @Parameter(names = "--json", presentValue = ON, absentValue = OFF) boolean json,
            @Descriptor("[KIND:]NAME|ID...: the objects, as lsipc shows them") String... words) {
        Command.of(this, "ipcrm", help).use(session, json, List.of(words), use -> {
            use.expect(1, Integer.MAX_VALUE, "the name or id of an object");
            List<ObjectSnapshot> found =
                    use.words().stream().map(word -> named(use, word)).toList();
            found.forEach(object -> admin.remove(object.mechanism(), object.name()));
            if (json) {
                use.print(OBJECTS, found);
            }
        });
    }

    private ObjectSnapshot named(Use use, String word) {
        ObjectSnapshot object = find(use, word);
        if (object.name().isEmpty()) {
            throw use.refusal(
                    "object " + word + " has no name; it ends when its " + object.handles() + " handles close");
        }
        return object;
    }

    private ObjectSnapshot find(Use use, String word) {
        List<ObjectSnapshot> found = admin.objects().stream()
                .filter(object -> isCalled(object, word))
                .toList();
        return switch (found.size()) {
            case 0 -> throw use.refusal("no object has the name or id " + word + "; lsipc lists them");
            case 1 -> found.getFirst();
            default ->
                throw use.refusal(
                        found.size() + " objects are called " + word + "; say which kind: " + kind(found, word));
        };
    }

    private static String kind(List<ObjectSnapshot> found, String word) {
        return found.getLast().mechanism() + ":" + word;
    }

    private static boolean isCalled(ObjectSnapshot object, String word) {
        return Stream.of(object.name(), Long.toString(object.id()))
                .anyMatch(name -> word.equals(name) || word.equals(object.mechanism() + ":" + name));
    }
}
