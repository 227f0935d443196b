package ipc.build;

import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds for a bundle beside its classes: a page about it, a short bnd.bnd, and a manifest that leaks nothing. */
public final class BundleRules {
    static final int BND_LINES_MAX = 10;

    private static final List<String> SECTIONS =
            List.of("Purpose", "Guarantees", "Options", "Errors", "What survives a swap", "Measurements");

    private static final Pattern API_IMPORT =
            Pattern.compile("(?:^|,)(ipc\\.api[\\w.]*)((?:;[^,\";]+:?=(?:\"[^\"]*\"|[^,;]*))*)");
    private static final Pattern WHOLE_MAJOR = Pattern.compile("version=\"?\\[1\\.\\d+,2\\)\"?");

    private BundleRules() {}

    /** Checks the page about a bundle. */
    static List<Violation> readme(String where, String text) {
        return SECTIONS.stream()
                .filter(section -> text.lines().noneMatch(line -> line.matches("#+ " + section + "\\s*")))
                .map(section -> new Violation(where, "a section \"" + section + "\"", "missing"))
                .toList();
    }

    /** Checks a bundle's own bnd instructions. */
    static List<Violation> bnd(String where, String text) {
        List<Violation> found = new ArrayList<>();
        long lines = text.lines().count();
        if (lines > BND_LINES_MAX) {
            found.add(new Violation(where, "bnd.bnd of at most " + BND_LINES_MAX, lines + " lines"));
        }
        if (text.lines().anyMatch(line -> line.startsWith("Bundle-SymbolicName"))) {
            found.add(new Violation(where, "the folder gives the symbolic name", "Bundle-SymbolicName"));
        }
        return found;
    }

    /** Checks the manifest of a bundle that only provides services. */
    static List<Violation> exports(String where, Attributes manifest) {
        String exports = manifest.getValue("Export-Package");
        return exports == null ? List.of() : List.of(new Violation(where, "exports nothing", exports));
    }

    /** Checks that a mechanism goes on working with every later minor version of the API. */
    static List<Violation> imports(String where, Attributes manifest) {
        String imports = manifest.getValue("Import-Package");
        List<Violation> found = new ArrayList<>();
        Matcher packages = API_IMPORT.matcher(imports == null ? "" : imports);
        boolean any = false;
        while (packages.find()) {
            any = true;
            if (!WHOLE_MAJOR.matcher(packages.group(2)).find()) {
                found.add(new Violation(where, "imports the API as [1.0,2)", packages.group()));
            }
        }
        if (!any) {
            found.add(new Violation(where, "imports the API as [1.0,2)", "no package of it"));
        }
        return found;
    }
}
