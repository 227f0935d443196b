/**
 * Counts words over real files with processes joined by message queues: reader, splitters, counters, collector, and a
 * supervisor that kills a counter in the middle. {@link ipc.examples.wordcount.WordCount} is the way in.
 */
@NullMarked
package ipc.examples.wordcount;

import org.jspecify.annotations.NullMarked;
