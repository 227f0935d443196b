/*
 * What the hardware can do where one thread copies blocks of 64 KiB into shared memory and another one copies them out:
 * a ring of 1 MiB for one producer and one consumer, who spin. Prints nanoseconds per block.
 *
 * Usage: ring BLOCKS
 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BYTES = 64 * 1024, BLOCKS = 16, LINE = 64, SPINS = 1000, WARM_UP = 5000 };

/* Each counter on lines of its own: only one thread writes it. */
static struct {
    _Alignas(2 * LINE) atomic_long written;
    _Alignas(2 * LINE) atomic_long read;
    _Alignas(2 * LINE) char bytes[BLOCKS][BYTES];
} ring;

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

/* Waits until a counter has reached a number; gives the processor away if that takes long. */
static void await(atomic_long *counter, long least)
{
    for (long i = 1; atomic_load_explicit(counter, memory_order_acquire) < least; i++)
        if (i % SPINS == 0)
            sched_yield();
}

static void *produce(void *count)
{
    static char block[BYTES];
    memset(block, 1, BYTES);
    for (long i = 0; i < *(long *)count; i++) {
        await(&ring.read, i - BLOCKS + 1);
        memcpy(ring.bytes[i % BLOCKS], block, BYTES);
        atomic_store_explicit(&ring.written, i + 1, memory_order_release);
    }
    return NULL;
}

static long consume(long count)
{
    static char block[BYTES];
    long sum = 0;
    for (long i = 0; i < count; i++) {
        await(&ring.written, i + 1);
        memcpy(block, ring.bytes[i % BLOCKS], BYTES);
        __asm__ volatile("" : : "r"(block) : "memory"); /* else the compiler copies the one byte that is read */
        sum += block[i % BYTES];
        atomic_store_explicit(&ring.read, i + 1, memory_order_release);
    }
    return sum;
}

/* Moves blocks through an empty ring; returns the time that took. */
static long long move(long count)
{
    pthread_t producer;
    atomic_store(&ring.written, 0);
    atomic_store(&ring.read, 0);
    long long start = now();
    if (pthread_create(&producer, NULL, produce, &count) != 0) {
        fprintf(stderr, "ring: no thread\n");
        exit(1);
    }
    long sum = consume(count);
    pthread_join(producer, NULL);
    long long end = now();
    if (sum != count) {
        fprintf(stderr, "ring: %ld blocks were written, read %ld\n", count, sum);
        exit(1);
    }
    return end - start;
}

int main(int argc, char **argv)
{
    long count = argc == 2 ? atol(argv[1]) : 0;
    if (count < 1) {
        fprintf(stderr, "usage: ring BLOCKS\n");
        return 2;
    }
    move(WARM_UP);
    printf("%.2f\n", (double)move(count) / (double)count);
    return 0;
}
