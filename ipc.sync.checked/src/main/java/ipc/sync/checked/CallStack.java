package ipc.sync.checked;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.regex.Pattern;

/** Looks at the call that comes from a program: its innermost frames, without those of kernel and provider. */
final class CallStack {
    /** Enough to know one place in a program from another. */
    static final int FRAMES_MAX = 16;

    /** What a call passes on its way from a program to this class. */
    private static final Pattern BETWEEN =
            Pattern.compile("java\\..*|ipc\\.(api\\.|kernel\\.[a-z]+\\.|sync\\.checked\\.).*");

    private CallStack() {}

    /** Returns the frames of the present call, which cost little, but hold on to their classes. */
    static List<StackFrame> now() {
        return StackWalker.getInstance()
                .walk(frames -> frames.dropWhile(
                                frame -> BETWEEN.matcher(frame.getClassName()).matches())
                        .limit(FRAMES_MAX)
                        .toList());
    }

    /** Returns the frames in words, which hold on to nothing; words stay as they are. */
    static List<String> words(List<?> frames) {
        return frames.stream().map(Object::toString).toList();
    }
}
