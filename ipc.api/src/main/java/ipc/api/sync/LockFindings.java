package ipc.api.sync;

import java.util.List;

/**
 * What a provider that checks locks has found out.
 *
 * @param locks the semaphores and mutexes that it has now, oldest first
 * @param inversions the latest circles in the order of locks, oldest first; they stay when their locks are gone
 * @param found how many circles were ever found
 * @param orders how many pairs of locks are known of which one was locked while the other was had
 * @param ordersMax most pairs that are kept
 * @param unjudged how many calls locked in an order that was not kept, for lack of room or memory
 */
public record LockFindings(
        List<LockUse> locks, List<LockInversion> inversions, long found, int orders, int ordersMax, long unjudged) {}
