package ipc.build;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * What holds for exported types: small interfaces, few parameters, and a word on who implements each interface, because
 * without it bnd takes every added method for a breaking change.
 */
public final class ApiRules {
    static final int API_METHODS_MAX = 12;
    static final int SPI_METHODS_MAX = 7;
    static final int PARAMETERS_MAX = 4;

    private ApiRules() {}

    /** Checks one file of the API. */
    static List<Violation> check(Source source) {
        List<Violation> found = new ArrayList<>();
        new Types(source, found).scan(source.unit(), null);
        return found;
    }

    private static final class Types extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Source source;
        private final List<Violation> found;

        Types(Source source, List<Violation> found) {
            this.source = source;
            this.found = found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            if (type.getKind() == Tree.Kind.INTERFACE) {
                checkInterface(type);
            }
            if (type.getKind() != Tree.Kind.RECORD) {
                methods(type).forEach(this::checkParameters);
            }
            return super.visitClass(type, null);
        }

        private void checkInterface(ClassTree type) {
            long methods = methods(type).stream().filter(Types::isOperation).count();
            int max = source.packageName().endsWith(".spi") ? SPI_METHODS_MAX : API_METHODS_MAX;
            if (methods > max) {
                found.add(new Violation(
                        source.where(type),
                        "interface of at most " + max,
                        type.getSimpleName() + ", " + methods + " methods"));
            }
            if (type.getModifiers().getAnnotations().stream().noneMatch(Types::tellsWhoImplements)) {
                found.add(new Violation(
                        source.where(type), "@ProviderType or @ConsumerType", "neither on " + type.getSimpleName()));
            }
        }

        private void checkParameters(MethodTree method) {
            int parameters = method.getParameters().size();
            if (parameters > PARAMETERS_MAX && !method.getModifiers().getFlags().contains(Modifier.PRIVATE)) {
                found.add(new Violation(
                        source.where(method),
                        "at most " + PARAMETERS_MAX + " parameters",
                        method.getName() + ", " + parameters));
            }
        }

        private static List<MethodTree> methods(ClassTree type) {
            return type.getMembers().stream()
                    .filter(MethodTree.class::isInstance)
                    .map(MethodTree.class::cast)
                    .toList();
        }

        /** A default method is a shorter way to call another one: it asks nothing of an implementer. */
        private static boolean isOperation(MethodTree method) {
            return !method.getModifiers().getFlags().contains(Modifier.DEFAULT)
                    && !method.getModifiers().getFlags().contains(Modifier.STATIC)
                    && !method.getModifiers().getFlags().contains(Modifier.PRIVATE);
        }

        private static boolean tellsWhoImplements(AnnotationTree annotation) {
            String name = annotation.getAnnotationType().toString();
            return name.endsWith("ProviderType") || name.endsWith("ConsumerType");
        }
    }
}
