package ipc.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The groups of works; each is a package of benchmarks. */
enum Group {
    MQ,
    CHANNELS,
    PIPES,
    SYNC,
    EVENTS,
    WAITS,
    GATE,
    WAITQUEUE,
    SEEDED;

    /** Returns the word for it on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the regular expression that selects its benchmarks. */
    String pattern() {
        return "^ipc\\.bench\\." + word() + "\\..*";
    }

    static Group of(String word) {
        return Arrays.stream(values())
                .filter(group -> group.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no group is called " + word + ", known are " + words()));
    }

    static String words() {
        return Arrays.stream(values()).map(Group::word).collect(Collectors.joining(", "));
    }
}
