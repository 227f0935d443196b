package ipc.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The system-call table: numbers, names, mechanisms and parameters.
 *
 * <p>Numbers are stable: a new call takes a new one. 0 to 63 belong to the kernel, then each mechanism has 32;
 * one that needs more has 32 more after 255.
 */
public enum Sysno {
    /** Ends the process. */
    EXIT(0, "kernel", "status:int"),
    /** Starts a program; returns the pid. */
    SPAWN(1, "kernel", "name:String", "arguments:List"),
    /** Waits for a child; returns an {@link ExitStatus} or null. */
    WAIT(2, "kernel", "pid:int", "timeout:Timeout"),
    /** Kills a process. */
    KILL(3, "kernel", "pid:int"),
    /** Interrupts a process. */
    INTERRUPT(4, "kernel", "pid:int"),
    /** Returns the caller's pid; an {@code int}. */
    GETPID(5, "kernel"),
    /** Sets the umask; returns the old one. */
    UMASK(6, "kernel", "mask:int"),
    /** Sleeps. */
    SLEEP(7, "kernel", "duration:Duration"),
    /** Yields the processor. */
    YIELD(8, "kernel"),
    /** Returns a {@link Limit.Value}. */
    GETRLIMIT(9, "kernel", "pid:int", "limit:Limit"),
    /** Changes a limit. */
    SETRLIMIT(10, "kernel", "pid:int", "limit:Limit", "value:Value"),
    /** Changes a priority. */
    SETPRIORITY(11, "kernel", "pid:int", "priority:int"),
    /** Closes a handle. */
    CLOSE(12, "kernel", "handle:int"),
    /** Duplicates a handle; returns the new number. */
    DUPLICATE(13, "kernel", "handle:int", "rights:Set"),
    /** Replaces a handle; returns the new number. */
    REPLACE(14, "kernel", "handle:int", "rights:Set"),
    /** Waits for signals of several objects; each handle has a set of signals. Returns an {@link Waits.Outcome}. */
    WAIT_ANY(15, "kernel", "handles:List", "signals:List", "timeout:Timeout"),
    /** Clears and sets signals of the users' at an object. */
    SIGNAL(16, "kernel", "handle:int", "clear:Set", "set:Set"),
    /** Makes a port; returns its handle number. */
    PORT_CREATE(17, "kernel"),
    /** Binds an object to a port. */
    PORT_BIND(18, "kernel", "port:int", "handle:int", "signals:Set", "key:long", "mode:Mode"),
    /** Ends a binding; returns whether there was one. */
    PORT_CANCEL(19, "kernel", "port:int", "handle:int", "key:long"),
    /** Takes the next packet, a {@link Port.Packet}. */
    PORT_RECEIVE(20, "kernel", "port:int", "timeout:Timeout"),
    /** Takes the next packet if there is one; a {@link Port.Packet} or null. */
    PORT_TRY_RECEIVE(21, "kernel", "port:int"),
    /**
     * Waits until several objects are ready together, and takes from all; the last one may be an alert instead. Returns
     * an {@link Waits.Outcome}.
     */
    WAIT_ALL(22, "kernel", "handles:List", "signals:List", "alert:boolean", "timeout:Timeout"),
    /** Signals an object and waits for another one; returns an {@link Waits.Outcome}. */
    SIGNAL_AND_WAIT(23, "kernel", "signaled:int", "handle:int", "signals:Set", "timeout:Timeout"),
    /** Opens a process, to wait for its end; returns the handle number. */
    PROCESS_OPEN(24, "kernel", "pid:int"),
    /** Makes a timer; returns its handle number. */
    TIMER_CREATE(25, "kernel", "reset:Reset"),
    /** Arms a timer; returns whether it was armed. */
    TIMER_SET(26, "kernel", "handle:int", "first:Timeout", "period:Duration"),
    /** Disarms a timer; returns whether it was armed. */
    TIMER_CANCEL(27, "kernel", "handle:int"),
    /** Waits until a timer has expired; returns how often it did. */
    TIMER_AWAIT(28, "kernel", "handle:int", "timeout:Timeout"),
    /** Returns how often a timer has expired. */
    TIMER_TRY_AWAIT(29, "kernel", "handle:int"),
    /** Returns a {@link TimerStatus}. */
    TIMER_STATUS(30, "kernel", "handle:int"),
    /** Starts a thread; returns its handle number. */
    THREAD_START(31, "kernel", "name:String", "body:Runnable"),
    /** Waits until a thread has ended. */
    THREAD_JOIN(32, "kernel", "handle:int", "timeout:Timeout"),
    /** Returns a {@link ThreadStatus}. */
    THREAD_STATUS(33, "kernel", "handle:int"),

    /** Opens or creates a named queue; returns the handle number. */
    MQ_OPEN(64, "mq", "name:String", "options:QueueOptions"),
    /** Makes a queue without a name; returns the handle number. */
    MQ_CREATE(65, "mq", "options:QueueOptions"),
    /** Removes a queue's name. */
    MQ_UNLINK(66, "mq", "name:String"),
    /** Sends, waiting while the queue is full. */
    MQ_SEND(67, "mq", "handle:int", "message:ByteBuffer", "priority:int", "timeout:Timeout"),
    /** Receives, waiting while the queue is empty; returns the priority. */
    MQ_RECEIVE(68, "mq", "handle:int", "buffer:ByteBuffer", "timeout:Timeout"),
    /** Sends if there is room; returns whether it did. */
    MQ_TRY_SEND(69, "mq", "handle:int", "message:ByteBuffer", "priority:int"),
    /** Receives if there is a message; returns the priority or -1. */
    MQ_TRY_RECEIVE(70, "mq", "handle:int", "buffer:ByteBuffer"),
    /** Sends several; returns how many. */
    MQ_SEND_ALL(71, "mq", "handle:int", "messages:List", "priority:int", "timeout:Timeout"),
    /** Receives several; returns how many. */
    MQ_RECEIVE_ALL(72, "mq", "handle:int", "buffers:List", "timeout:Timeout"),
    /** Returns a queue's status. */
    MQ_GETATTR(73, "mq", "handle:int"),
    /** Sets the non-blocking flag; returns the status until then. */
    MQ_SETATTR(74, "mq", "handle:int", "nonBlocking:boolean"),
    /** Registers for notification, or with null removes the registration. */
    MQ_NOTIFY(75, "mq", "handle:int", "notifier:Consumer", "value:long"),
    /** Makes a loan; returns its handle number. */
    MQ_LOAN(76, "mq", "handle:int"),
    /** Claims a slot to fill; returns its buffer. */
    MQ_CLAIM(77, "mq", "loan:int", "timeout:Timeout"),
    /** Sends the claimed slot. */
    MQ_PUBLISH(78, "mq", "loan:int", "priority:int"),
    /** Receives under lease; returns the message's buffer. */
    MQ_LEASE(79, "mq", "loan:int", "timeout:Timeout"),
    /** Ends a claim or lease; with requeue the message goes back. */
    MQ_SETTLE(80, "mq", "loan:int", "requeue:boolean"),

    /** Makes a channel without a name; returns the handle numbers of its ends. */
    CH_CREATE(96, "channels", "options:ChannelOptions"),
    /** Makes a named channel's listener; returns its handle number. */
    CH_LISTEN(97, "channels", "name:String", "options:ChannelOptions"),
    /** Connects to a listener; returns the handle number. */
    CH_CONNECT(98, "channels", "name:String", "timeout:Timeout"),
    /** Takes a connection; returns its handle number. */
    CH_ACCEPT(99, "channels", "listener:int", "timeout:Timeout"),
    /** Takes a connection if there is one; returns its handle number or -1. */
    CH_TRY_ACCEPT(100, "channels", "listener:int"),
    /** Lists a listener's connections; a list of peers. */
    CH_PEERS(101, "channels", "listener:int"),
    /** Closes a connection; returns whether there was one. */
    CH_DISCONNECT(102, "channels", "listener:int", "connection:long"),
    /** Sends, waiting while there is no room. */
    CH_SEND(103, "channels", "handle:int", "message:ByteBuffer", "priority:int", "timeout:Timeout"),
    /** Receives, waiting while there is no message; returns the priority. */
    CH_RECEIVE(104, "channels", "handle:int", "buffer:ByteBuffer", "timeout:Timeout"),
    /** Sends if there is room; returns whether it did. */
    CH_TRY_SEND(105, "channels", "handle:int", "message:ByteBuffer", "priority:int"),
    /** Receives if there is a message; returns the priority or -1. */
    CH_TRY_RECEIVE(106, "channels", "handle:int", "buffer:ByteBuffer"),
    /** Sends several; returns how many. */
    CH_SEND_ALL(107, "channels", "handle:int", "messages:List", "priority:int", "timeout:Timeout"),
    /** Receives several; returns how many. */
    CH_RECEIVE_ALL(108, "channels", "handle:int", "buffers:List", "timeout:Timeout"),
    /** Sends a message that carries handles, given by their numbers. */
    CH_SEND_HANDLES(
            109, "channels", "handle:int", "message:ByteBuffer", "handles:List", "priority:int", "timeout:Timeout"),
    /** Receives a message and its handles; returns their numbers. */
    CH_RECEIVE_HANDLES(110, "channels", "handle:int", "buffer:ByteBuffer", "handlesMax:int", "timeout:Timeout"),
    /** Sends a request and receives its reply. */
    CH_CALL(111, "channels", "handle:int", "request:ByteBuffer", "reply:ByteBuffer", "timeout:Timeout"),
    /** Removes the first message unread; returns whether there was one. */
    CH_DISCARD(112, "channels", "handle:int"),
    /** Waits until the other end is closed. */
    CH_AWAIT_CLOSED(113, "channels", "handle:int", "timeout:Timeout"),
    /** Returns a channel's status. */
    CH_GETATTR(114, "channels", "handle:int"),
    /** Sets the non-blocking flag; returns the status until then. */
    CH_SETATTR(115, "channels", "handle:int", "nonBlocking:boolean"),
    /** Removes a listener's name. */
    CH_UNLINK(116, "channels", "name:String"),
    /** Makes a loan; returns its handle number. */
    CH_LOAN(117, "channels", "handle:int"),
    /** Claims room for a message to fill; returns its buffer. */
    CH_CLAIM(118, "channels", "loan:int", "bytes:int", "timeout:Timeout"),
    /** Sends what was filled. */
    CH_PUBLISH(119, "channels", "loan:int", "priority:int"),
    /** Receives under lease; returns the message's buffer. */
    CH_LEASE(120, "channels", "loan:int", "timeout:Timeout"),
    /** Ends a claim or a lease. */
    CH_SETTLE(121, "channels", "loan:int"),
    /** Sends to all connections of a listener; returns how many got it. */
    CH_BROADCAST(122, "channels", "listener:int", "message:ByteBuffer", "priority:int"),

    /** Makes a pipe; returns the handle numbers of its read end and its write end, a List. */
    PIPE_CREATE(128, "pipes", "options:PipeOptions"),
    /** Makes a pipe with a name. */
    PIPE_MKFIFO(129, "pipes", "name:String", "options:PipeOptions"),
    /** Opens an end of a FIFO, waiting for the other one; returns the handle number. */
    PIPE_OPEN(130, "pipes", "name:String", "options:PipeOptions", "timeout:Timeout"),
    /** Removes a FIFO's name. */
    PIPE_UNLINK(131, "pipes", "name:String"),
    /** Reads, waiting while the pipe is empty; returns how many bytes, 0 at the end of the file. */
    PIPE_READ(132, "pipes", "handle:int", "buffer:ByteBuffer", "timeout:Timeout"),
    /** Reads what is there; returns how many bytes, or -1. */
    PIPE_TRY_READ(133, "pipes", "handle:int", "buffer:ByteBuffer"),
    /** Writes, waiting for room; returns how many bytes. */
    PIPE_WRITE(134, "pipes", "handle:int", "bytes:ByteBuffer", "timeout:Timeout"),
    /** Writes what there is room for; returns how many bytes, or -1. */
    PIPE_TRY_WRITE(135, "pipes", "handle:int", "bytes:ByteBuffer"),
    /** Changes the capacity; returns the new one. */
    PIPE_RESIZE(136, "pipes", "handle:int", "capacityBytes:int"),
    /** Returns a pipe's status. */
    PIPE_STATUS(137, "pipes", "handle:int"),
    /** Sets the non-blocking flag; returns the status until then. */
    PIPE_SETFL(138, "pipes", "handle:int", "nonBlocking:boolean"),
    /** Fails: a pipe has no position. */
    PIPE_SEEK(139, "pipes", "handle:int", "offset:long"),
    /** Moves bytes into another pipe; returns how many. A pipe has no offset: null. */
    PIPE_SPLICE(140, "pipes", "handle:int", "to:int", "bytesMax:int", "timeout:Timeout", "offset:Long"),
    /** Copies bytes into another pipe; returns how many. */
    PIPE_TEE(141, "pipes", "handle:int", "to:int", "bytesMax:int", "timeout:Timeout"),
    /** Makes a buffer that holds nothing; returns its handle number. */
    PIPE_BUFFER(142, "pipes"),
    /** Allocates what a buffer holds; returns its bytes. */
    PIPE_ALLOCATE(143, "pipes", "buffer:int", "bytes:int"),
    /** Gives what a buffer holds to a pipe; returns how many bytes. */
    PIPE_GIVE(144, "pipes", "buffer:int", "handle:int", "timeout:Timeout"),
    /** Lets a buffer take what is first in a pipe; returns how many bytes. */
    PIPE_TAKE(145, "pipes", "buffer:int", "handle:int", "timeout:Timeout"),
    /** Frees what a buffer holds. */
    PIPE_RELEASE(146, "pipes", "buffer:int"),

    /** Opens or makes a named semaphore; returns the handle number. */
    SEM_OPEN(160, "sync", "name:String", "creation:Creation", "options:SemaphoreOptions"),
    /** Makes a semaphore without a name; returns the handle number. */
    SEM_CREATE(161, "sync", "options:SemaphoreOptions"),
    /** Takes permits, waiting for them. */
    SEM_ACQUIRE(162, "sync", "handle:int", "permits:int", "timeout:Timeout"),
    /** Takes permits if they are there; returns whether they were. */
    SEM_TRY_ACQUIRE(163, "sync", "handle:int", "permits:int"),
    /** Gives permits; returns how many were there before. */
    SEM_RELEASE(164, "sync", "handle:int", "permits:long"),
    /** Takes all permits; returns how many. */
    SEM_DRAIN(165, "sync", "handle:int"),
    /** Returns a semaphore's status. */
    SEM_STATUS(166, "sync", "handle:int"),
    /** Removes the name of a semaphore or a mutex. */
    SYNC_UNLINK(167, "sync", "name:String"),
    /** Opens or makes a named mutex; returns the handle number. */
    MUTEX_OPEN(168, "sync", "name:String", "creation:Creation", "options:MutexOptions"),
    /** Makes a mutex without a name; returns the handle number. */
    MUTEX_CREATE(169, "sync", "options:MutexOptions"),
    /** Locks, waiting; returns the fencing token. */
    MUTEX_LOCK(170, "sync", "handle:int", "timeout:Timeout"),
    /** Locks if nobody else has it; returns whether it did. */
    MUTEX_TRY_LOCK(171, "sync", "handle:int"),
    /** Unlocks. */
    MUTEX_UNLOCK(172, "sync", "handle:int"),
    /** Says that what the mutex protects is in order. */
    MUTEX_CONSISTENT(173, "sync", "handle:int"),
    /** Returns the caller's fencing token. */
    MUTEX_TOKEN(174, "sync", "handle:int"),
    /** Returns whether a fencing token is current. */
    MUTEX_IS_CURRENT(175, "sync", "handle:int", "token:long"),
    /** Returns a mutex's status. */
    MUTEX_STATUS(176, "sync", "handle:int"),
    /** Gives the mutex up and waits for a signal; returns false if it was interrupted. */
    COND_WAIT(177, "sync", "handle:int", "condition:int", "timeout:Timeout"),
    /** Lets one waiter go. */
    COND_SIGNAL(178, "sync", "handle:int", "condition:int"),
    /** Lets all waiters go. */
    COND_BROADCAST(179, "sync", "handle:int", "condition:int"),
    /** Opens a read-write lock by name; returns a handle number. */
    RW_OPEN(180, "sync", "name:String", "creation:Creation", "options:RwLockOptions"),
    /** Makes a read-write lock without a name; returns a handle number. */
    RW_CREATE(181, "sync", "options:RwLockOptions"),
    /** Locks for reading, for reading with a right to write later, or for writing. */
    RW_LOCK(182, "sync", "handle:int", "mode:RwLock.Mode", "timeout:Timeout"),
    /** Locks if that needs no waiting; returns whether the caller has it now. */
    RW_TRY_LOCK(183, "sync", "handle:int", "mode:RwLock.Mode"),
    /** Goes on in another mode without giving the lock up. */
    RW_CONVERT(184, "sync", "handle:int", "mode:RwLock.Mode", "timeout:Timeout"),
    /** Unlocks a read-write lock once. */
    RW_UNLOCK(185, "sync", "handle:int"),
    /** Says that what a dead writer left is in order. */
    RW_CONSISTENT(186, "sync", "handle:int"),
    /** Returns a read-write lock's status. */
    RW_STATUS(187, "sync", "handle:int"),

    /** Opens a named event, or makes it; returns the handle number. */
    EVENT_OPEN(192, "events", "name:String", "options:EventOptions"),
    /** Makes an event without a name; returns the handle number. */
    EVENT_CREATE(193, "events", "options:EventOptions"),
    /** Waits until an event is set, or lets the caller go. */
    EVENT_AWAIT(194, "events", "handle:int", "timeout:Timeout"),
    /** Returns whether an event is set, and resets an automatic one. */
    EVENT_TRY_AWAIT(195, "events", "handle:int"),
    /** Sets an event; returns whether it was. */
    EVENT_SET(196, "events", "handle:int"),
    /** Resets an event; returns whether it was set. */
    EVENT_RESET(197, "events", "handle:int"),
    /** Lets go who waits for an event, and resets it; returns whether it was set. */
    EVENT_PULSE(198, "events", "handle:int"),
    /** Returns an event's status. */
    EVENT_STATUS(199, "events", "handle:int"),
    /** Removes a name. */
    EVENTS_UNLINK(200, "events", "name:String"),
    /** Returns whether what a handle refers to was there when it was opened. */
    EVENTS_EXISTED(201, "events", "handle:int"),
    /** Opens a named counter, or makes it; returns the handle number. */
    COUNTER_OPEN(202, "events", "name:String", "options:CounterOptions"),
    /** Makes a counter without a name; returns the handle number. */
    COUNTER_CREATE(203, "events", "options:CounterOptions"),
    /** Adds to a counter, waiting for room. */
    COUNTER_ADD(204, "events", "handle:int", "value:long", "timeout:Timeout"),
    /** Adds to a counter if there is room; returns whether there was. */
    COUNTER_TRY_ADD(205, "events", "handle:int", "value:long"),
    /** Takes a counter, or 1 of it, waiting while it is 0, and puts it into a buffer. */
    COUNTER_READ(206, "events", "handle:int", "buffer:ByteBuffer", "timeout:Timeout"),
    /** Takes a counter, or 1 of it, if it is not 0; returns what was taken. */
    COUNTER_TRY_READ(207, "events", "handle:int"),
    /** Returns a counter's status. */
    COUNTER_STATUS(208, "events", "handle:int"),
    /** Opens a named event bus, or makes it; returns the handle number. */
    BUS_OPEN(209, "events", "name:String", "options:BusOptions"),
    /** Makes an event bus without a name; returns the handle number. */
    BUS_CREATE(210, "events", "options:BusOptions"),
    /** Publishes, waiting while a subscription blocks; returns how many got it. */
    BUS_PUBLISH(211, "events", "handle:int", "topic:String", "properties:Map", "payload:ByteBuffer", "timeout:Timeout"),
    /** Publishes if no subscription blocks; returns how many got it, or -1. */
    BUS_TRY_PUBLISH(212, "events", "handle:int", "topic:String", "properties:Map", "payload:ByteBuffer"),
    /** Subscribes; returns the handle number. */
    BUS_SUBSCRIBE(213, "events", "handle:int", "options:SubscriptionOptions"),
    /** Returns the status of an event bus. */
    BUS_STATUS(214, "events", "handle:int"),
    /** Takes the next publication, waiting for it. */
    SUBSCRIPTION_RECEIVE(215, "events", "handle:int", "timeout:Timeout"),
    /** Takes the next publication if there is one; a publication or null. */
    SUBSCRIPTION_TRY_RECEIVE(216, "events", "handle:int"),
    /** Returns the status of a subscription. */
    SUBSCRIPTION_STATUS(217, "events", "handle:int"),

    /** Opens a barrier by name; returns a handle number. */
    BARRIER_OPEN(256, "sync", "name:String", "creation:Creation", "options:BarrierOptions"),
    /** Makes a barrier without a name; returns a handle number. */
    BARRIER_CREATE(257, "sync", "options:BarrierOptions"),
    /** Comes to a barrier and waits for the others; returns how many were still to come. */
    BARRIER_AWAIT(258, "sync", "handle:int", "timeout:Timeout"),
    /** Makes a barrier as if nobody had come. */
    BARRIER_RESET(259, "sync", "handle:int"),
    /** Returns a barrier's status. */
    BARRIER_STATUS(260, "sync", "handle:int");

    private final int number;
    private final String mechanism;
    private final List<String> parameters;

    Sysno(int number, String mechanism, String... parameters) {
        this.number = number;
        this.mechanism = mechanism;
        this.parameters = List.of(parameters);
    }

    /**
     * Finds a call by its number.
     *
     * @param number any number
     * @return the call, or empty if there is none
     */
    public static Optional<Sysno> of(int number) {
        for (Sysno sysno : values()) {
            if (sysno.number == number) {
                return Optional.of(sysno);
            }
        }
        return Optional.empty();
    }

    /** {@return the number} */
    public int number() {
        return number;
    }

    /** {@return the mechanism, or {@code kernel}} */
    public String mechanism() {
        return mechanism;
    }

    /** {@return the parameters as {@code name:type}, unmodifiable} */
    public List<String> parameters() {
        return parameters;
    }

    /** {@return the name in lower case, as traces print it} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
