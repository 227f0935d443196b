package ipc.kernel.flow;

import ipc.kernel.process.OpenHandle;
import ipc.kernel.schedule.KernelScheduler;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where an adapter works.
 *
 * @param title how people call it
 * @param handle through which it goes
 * @param loans makes a loan for each subscription, which ends with the handle
 * @param scheduler where its threads run
 * @param log is told what a program does wrong
 */
public record FlowSite(
        String title,
        OpenHandle handle,
        Supplier<? extends FlowLoan> loans,
        KernelScheduler scheduler,
        Consumer<String> log) {
    void start(String name, Runnable body) {
        scheduler.start(name + " " + title, handle.process().caller(), body);
    }
}
