package ipc.build;

import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds static fields that can change. Such a field is shared by all objects of a mechanism, is not exported by a swap,
 * and is not seen by the seeded scheduler.
 */
final class StaticState {
    /** Types of the JDK whose objects never change; a comparator is taken on trust. */
    private static final Pattern IMMUTABLE = Pattern.compile("[ZBCSIJFD]|Ljava/lang/"
            + "(String|Class|Boolean|Byte|Character|Short|Integer|Long|Float|Double|System\\$Logger"
            + "|invoke/(VarHandle|MethodHandle)|foreign/\\w*Layout(\\$\\w+)?);"
            + "|Ljava/time/(Duration|Instant);|Ljava/nio/ByteOrder;|Ljava/nio/charset/Charset;"
            + "|Ljava/util/(Comparator|Optional\\w*|UUID|regex/Pattern|concurrent/TimeUnit);|Ljava/math/Big\\w+;");

    private final Map<String, ClassModel> known;

    StaticState(Map<String, ClassModel> known) {
        this.known = known;
    }

    void check(ClassModel type, List<Violation> found) {
        for (FieldModel field : type.fields()) {
            // what javac adds (an enum's values, a switch's table) is written once and never handed out
            boolean own = field.flags().has(AccessFlag.STATIC) && !field.flags().has(AccessFlag.SYNTHETIC);
            if (own && !isConstant(field)) {
                found.add(ProviderCode.violation(
                        type, "no static state", field.fieldName().stringValue()));
            }
            if (isEnum(type) && !field.flags().has(AccessFlag.STATIC) && !isConstant(field)) {
                found.add(ProviderCode.violation(
                        type, "no static state", field.fieldName().stringValue() + " of an enum"));
            }
        }
    }

    private boolean isConstant(FieldModel field) {
        return isConstant(field, Set.of());
    }

    /** Types being looked at already are taken for values: a record may hold one of its own kind. */
    private boolean isConstant(FieldModel field, Set<String> looking) {
        String descriptor = field.fieldType().stringValue();
        return field.flags().has(AccessFlag.FINAL)
                && (IMMUTABLE.matcher(descriptor).matches()
                        || looking.contains(descriptor)
                        || isValue(descriptor, looking));
    }

    /** Tells whether a type is an enum, or a record, of the provider itself or of the API. */
    private boolean isValue(String descriptor, Set<String> looking) {
        if (!descriptor.startsWith("L")) {
            return false;
        }
        ClassModel type = known.get(descriptor.substring(1, descriptor.length() - 1));
        return type != null && (isEnum(type) || isRecordOfConstants(type, descriptor, looking));
    }

    private boolean isRecordOfConstants(ClassModel type, String descriptor, Set<String> looking) {
        Set<String> deeper =
                Stream.concat(looking.stream(), Stream.of(descriptor)).collect(Collectors.toSet());
        boolean record = type.superclass()
                .filter(parent -> parent.asInternalName().equals("java/lang/Record"))
                .isPresent();
        return record
                && type.fields().stream()
                        .filter(field -> !field.flags().has(AccessFlag.STATIC))
                        .allMatch(field -> isConstant(field, deeper));
    }

    private static boolean isEnum(ClassModel type) {
        return type.flags().has(AccessFlag.ENUM);
    }
}
