package ipc.api.spi;

import java.util.SequencedMap;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The exported state of an object, which the kernel compares on both sides of a swap: two states are equal if and only
 * if an object that goes on from the one cannot be told from an object that goes on from the other.
 */
@ProviderType
public interface ObjectState {
    /** {@return what can be counted in it, in the order to show it: {@code messages}, {@code bytes}, …} */
    SequencedMap<String, Long> sums();

    /** {@return how many items move with it: messages of a queue} */
    long items();

    /** {@return the size of the items in bytes} */
    long bytes();

    /** {@return what in it contradicts itself, as a sentence; empty if nothing does} */
    String contradiction();
}
