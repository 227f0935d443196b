package ipc.kernel.mechanism;

import ipc.api.Errno;
import ipc.api.Handle;
import ipc.api.Ipc;
import ipc.api.IpcException;
import ipc.api.Right;
import ipc.api.Signal;
import ipc.api.Sysno;
import ipc.kernel.process.KernelProcess;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The system-call table of one process: each number leads to the same code as the typed face. */
public final class CallTable {
    private final KernelProcess process;
    private final Ipc ipc;
    private final Map<Sysno, Call> calls = new EnumMap<>(Sysno.class);

    /** A call with a result. */
    @FunctionalInterface
    public interface Call {
        /**
         * Makes the call.
         *
         * @param arguments as many as the call has parameters
         * @return its result
         */
        @Nullable
        Object with(Arguments arguments);
    }

    /** A call without a result. */
    @FunctionalInterface
    public interface Effect {
        /**
         * Makes the call.
         *
         * @param arguments as many as the call has parameters
         */
        void with(Arguments arguments);
    }

    /**
     * Arguments of a call, cast as they are taken.
     *
     * @param process whose call it is
     * @param sysno which call
     * @param values the arguments
     */
    public record Arguments(KernelProcess process, Sysno sysno, List<@Nullable Object> values) {
        /**
         * Returns an argument.
         *
         * @param <T> its type
         * @param index from 0
         * @param type its type
         * @return the argument
         * @throws IpcException EINVAL: it is of another type, or null
         */
        public <T> T get(int index, Class<T> type) {
            Object value = values.get(index);
            if (!type.isInstance(value)) {
                String parameter = sysno.parameters().get(index);
                throw new IpcException(Errno.EINVAL, sysno + " with " + value + " as " + parameter);
            }
            return type.cast(value);
        }

        /**
         * Returns an argument that is a number.
         *
         * @param index from 0
         * @return the argument
         */
        public int number(int index) {
            return get(index, Integer.class);
        }

        /**
         * Returns an argument that is a list.
         *
         * @param <T> what is in it
         * @param index from 0
         * @return the argument
         */
        @SuppressWarnings("unchecked") // an element of another type fails in the typed face, before anything happens
        public <T> List<T> list(int index) {
            return (List<T>) get(index, List.class);
        }

        /**
         * Returns an argument that is a map from names to values.
         *
         * @param index from 0
         * @return the argument
         */
        @SuppressWarnings("unchecked") // as above
        public Map<String, ?> map(int index) {
            return (Map<String, ?>) get(index, Map.class);
        }

        /**
         * Returns an argument that is a set of rights.
         *
         * @param index from 0
         * @return the argument
         */
        @SuppressWarnings("unchecked") // as above
        public Set<Right> rights(int index) {
            return (Set<Right>) get(index, Set.class);
        }

        /**
         * Returns an argument that is a set of signals.
         *
         * @param index from 0
         * @return the argument
         */
        @SuppressWarnings("unchecked") // as above
        public Set<Signal> signals(int index) {
            return (Set<Signal>) get(index, Set.class);
        }

        /**
         * Returns an argument that is told something, or null.
         *
         * @param <T> what it is told
         * @param index from 0
         * @return the argument
         */
        @SuppressWarnings("unchecked") // what it is told is given to it as an object
        public <T> @Nullable Consumer<T> listener(int index) {
            return values.get(index) == null ? null : (Consumer<T>) get(index, Consumer.class);
        }

        /**
         * Tells whether an argument that may be null is not.
         *
         * @param index from 0
         * @return true if it is there
         */
        public boolean has(int index) {
            return values.get(index) != null;
        }

        /** Returns the handle that the first argument names. */
        public Handle handle() {
            return process.handles().get(number(0));
        }

        /**
         * Returns the handle that the first argument names, as what it is.
         *
         * @param <T> what it is
         * @param type what it is
         * @param kind the same in words
         * @return the handle
         * @throws IpcException EINVAL: it is something else
         */
        public <T> T object(Class<T> type, String kind) {
            return object(0, type, kind);
        }

        /**
         * Returns the handle that some argument names, as what it is.
         *
         * @param <T> what it is
         * @param index from 0
         * @param type what it is
         * @param kind the same in words
         * @return the handle
         * @throws IpcException EINVAL: it is something else
         */
        public <T> T object(int index, Class<T> type, String kind) {
            Handle handle = process.handles().get(number(index));
            if (!type.isInstance(handle)) {
                throw new IpcException(
                        Errno.EINVAL, sysno + " with handle " + handle.number() + ", which is not " + kind);
            }
            return type.cast(handle);
        }
    }

    /**
     * Makes a table without calls.
     *
     * @param process whose
     * @param ipc its view of the kernel
     */
    public CallTable(KernelProcess process, Ipc ipc) {
        this.process = process;
        this.ipc = ipc;
    }

    /** Returns the view of the kernel that the process has, and with it its faces. */
    public Ipc ipc() {
        return ipc;
    }

    /**
     * Adds a call with a result.
     *
     * @param sysno its number
     * @param call what it does
     */
    public void define(Sysno sysno, Call call) {
        calls.put(sysno, call);
    }

    /**
     * Adds a call without a result.
     *
     * @param sysno its number
     * @param effect what it does
     */
    public void effect(Sysno sysno, Effect effect) {
        calls.put(sysno, arguments -> {
            effect.with(arguments);
            return null;
        });
    }

    /**
     * Makes a call.
     *
     * @param number of the call
     * @param arguments of the call
     * @return its result
     * @throws IpcException ENOSYS: there is no such call; EINVAL: the arguments are too many or too few
     */
    public @Nullable Object call(int number, @Nullable Object... arguments) {
        Sysno sysno = Sysno.of(number)
                .orElseThrow(() -> new IpcException(Errno.ENOSYS, "system call " + number + ", which does not exist"));
        int wanted = sysno.parameters().size();
        if (arguments.length != wanted) {
            throw new IpcException(
                    Errno.EINVAL, sysno + " with " + arguments.length + " arguments, takes " + sysno.parameters());
        }
        return Objects.requireNonNull(calls.get(sysno), sysno.name())
                .with(new Arguments(process, sysno, Arrays.asList(arguments)));
    }
}
