package ipc.kernel.call;

import ipc.api.Errno;
import ipc.api.IpcException;
import ipc.kernel.schedule.Unwind;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ReadOnlyBufferException;

/** Tells failures of providers from those of the world, of clients and of the JVM. */
final class ProviderFault {
    private ProviderFault() {}

    static boolean isOne(Throwable failure) {
        return switch (failure) {
            case IpcException world -> false;
            case ReadOnlyBufferException client -> false;
            case BufferOverflowException client -> false;
            case BufferUnderflowException client -> false;
            case Unwind kernel -> false;
            case VirtualMachineError machine -> false;
            default -> true;
        };
    }

    static IpcException report(String mechanism, Throwable failure) {
        IpcException report = new IpcException(Errno.EIO, "the provider of " + mechanism + " failed: " + failure);
        report.initCause(failure);
        return report;
    }
}
