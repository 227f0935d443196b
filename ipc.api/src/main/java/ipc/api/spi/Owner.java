package ipc.api.spi;

/**
 * A thread of a process, as a provider knows it; what the numbers mean is the kernel's affair.
 *
 * @param process its number, 1 or more
 * @param thread its number
 */
public record Owner(int process, long thread) {}
