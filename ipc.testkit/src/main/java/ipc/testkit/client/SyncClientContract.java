package ipc.testkit.client;

/** Everything that a kernel with synchronisation promises its programs; a subclass says where the kernel is. */
public abstract class SyncClientContract
        implements SemaphoreUseRows,
                MutexUseRows,
                ConditionUseRows,
                PriorityRows,
                JavaSyncRows,
                OurTwins,
                TwinLockRows,
                TwinConditionRows,
                TwinPermitRows,
                DeadlockRows,
                RwLockUseRows,
                BarrierUseRows {}
