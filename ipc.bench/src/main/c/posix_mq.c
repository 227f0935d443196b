/*
 * The work "solo" with a message queue of the operating system: one thread sends a message of 64 bytes and receives it,
 * the 32 priorities take turns. Prints nanoseconds per pair.
 *
 * Usage: posix_mq PAIRS
 */
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BYTES = 64, DEPTH = 10, PRIORITIES = 32, WARM_UP = 50000 };

static void fail(const char *what)
{
    fprintf(stderr, "posix_mq: %s: %s\n", what, strerror(errno));
    exit(1);
}

static long long now(void)
{
    struct timespec time;
    if (clock_gettime(CLOCK_MONOTONIC, &time) != 0)
        fail("clock_gettime");
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static long long pairs(mqd_t queue, long count)
{
    char message[BYTES] = {1};
    char buffer[BYTES];
    long long sum = 0;
    for (long i = 0; i < count; i++) {
        unsigned priority;
        if (mq_send(queue, message, BYTES, (unsigned)(i % PRIORITIES)) != 0)
            fail("mq_send");
        if (mq_receive(queue, buffer, BYTES, &priority) != BYTES)
            fail("mq_receive");
        sum += buffer[0];
    }
    return sum;
}

int main(int argc, char **argv)
{
    long count = argc == 2 ? atol(argv[1]) : 0;
    if (count < 1) {
        fprintf(stderr, "usage: posix_mq PAIRS\n");
        return 2;
    }
    char name[64];
    snprintf(name, sizeof name, "/ipc-bench-%d", (int)getpid());
    struct mq_attr sizes = {.mq_maxmsg = DEPTH, .mq_msgsize = BYTES};
    mqd_t queue = mq_open(name, O_CREAT | O_EXCL | O_RDWR, 0600, &sizes);
    if (queue == (mqd_t)-1)
        fail("mq_open");
    if (mq_unlink(name) != 0)
        fail("mq_unlink");
    pairs(queue, WARM_UP);
    long long start = now();
    long long sum = pairs(queue, count);
    long long end = now();
    if (sum != count) {
        fprintf(stderr, "posix_mq: %ld messages were sent, received %lld\n", count, sum);
        return 1;
    }
    printf("%.2f\n", (double)(end - start) / (double)count);
    return 0;
}
