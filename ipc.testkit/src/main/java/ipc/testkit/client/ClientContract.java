package ipc.testkit.client;

/** Everything that a kernel with message queues promises its programs; a subclass says where the kernel is. */
public abstract class ClientContract
        implements NameRows,
                AccessRows,
                TransferRows,
                BatchRows,
                TimeRows,
                NotifyRows,
                HandleRows,
                ProcessRows,
                WaitRows,
                PortRows,
                LoanRows {}
