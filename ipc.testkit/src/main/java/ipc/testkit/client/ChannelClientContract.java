package ipc.testkit.client;

/** Everything that a kernel with channels promises its programs; a subclass says where the kernel is. */
public abstract class ChannelClientContract
        implements EndRows,
                PassengerRows,
                CircleRows,
                CallRows,
                ChannelLoanRows,
                ListenerRows,
                AudienceRows,
                ChannelWaitRows,
                ChannelNumberRows {}
