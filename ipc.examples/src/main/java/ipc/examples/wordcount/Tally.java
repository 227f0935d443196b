package ipc.examples.wordcount;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts of words, which stay the bytes they came as: a word that is there already is counted without making an object.
 *
 * <p>A hash table with open addressing. Entry {@code i} is the word {@code starts[i]} to {@code starts[i + 1]} of the
 * bytes, and its count; a cell holds the number of an entry and 1 more.
 */
final class Tally {
    private static final int CELLS = 1 << 12;

    private int[] cells = new int[CELLS];
    private int[] hashes = new int[CELLS / 2];
    private int[] starts = new int[CELLS / 2 + 1];
    private long[] counts = new long[CELLS / 2];
    private byte[] bytes = new byte[CELLS];
    private int size;

    /** {@return how many different words there are} */
    int size() {
        return size;
    }

    /** Counts a word once. */
    void add(byte[] text, int from, int to) {
        add(text, from, to, 1);
    }

    private void add(byte[] text, int from, int to, long count) {
        int hash = hash(text, from, to);
        int cell = hash & (cells.length - 1);
        for (int entry = cells[cell]; entry != 0; entry = cells[cell]) {
            if (hashes[entry - 1] == hash && equal(entry - 1, text, from, to)) {
                counts[entry - 1] += count;
                return;
            }
            cell = (cell + 1) & (cells.length - 1);
        }
        append(cell, hash, count);
        append(text, from, to);
    }

    private static int hash(byte[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        return hash ^ (hash >>> 15); // the low bits choose the cell
    }

    private boolean equal(int entry, byte[] text, int from, int to) {
        return Arrays.equals(bytes, starts[entry], starts[entry + 1], text, from, to);
    }

    private void append(int cell, int hash, long count) {
        cells[cell] = size + 1;
        hashes[size] = hash;
        counts[size] = count;
    }

    private void append(byte[] text, int from, int to) {
        int start = starts[size];
        int end = start + to - from;
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * end);
        }
        System.arraycopy(text, from, bytes, start, to - from);
        size++;
        starts[size] = end;
        if (size == counts.length) {
            grow();
        }
    }

    private void grow() {
        hashes = Arrays.copyOf(hashes, 2 * size);
        starts = Arrays.copyOf(starts, 2 * size + 1);
        counts = Arrays.copyOf(counts, 2 * size);
        cells = new int[2 * cells.length];
        for (int i = 0; i < size; i++) {
            int cell = hashes[i] & (cells.length - 1);
            while (cells[cell] != 0) {
                cell = (cell + 1) & (cells.length - 1);
            }
            cells[cell] = i + 1;
        }
    }

    /** Forgets all words. */
    void clear() {
        Arrays.fill(cells, 0);
        size = 0;
    }

    /** Writes all counts: each word with its count and its length before it. */
    void put(ByteBuffer message) {
        for (int i = 0; i < size; i++) {
            int length = starts[i + 1] - starts[i];
            message.putInt(Math.toIntExact(counts[i])).putShort((short) length).put(bytes, starts[i], length);
        }
    }

    /** Adds what another one has {@linkplain #put written}. */
    void addAll(ByteBuffer message) {
        byte[] text = new byte[message.remaining()];
        ByteBuffer read = ByteBuffer.wrap(text);
        read.put(message).flip();
        while (read.hasRemaining()) {
            int count = read.getInt();
            int length = read.getShort();
            int from = read.position();
            add(text, from, from + length, count);
            read.position(from + length);
        }
    }

    /** {@return the counts by word} */
    Map<String, Long> toMap() {
        Map<String, Long> map = new HashMap<>();
        for (int i = 0; i < size; i++) {
            String word = new String(bytes, starts[i], starts[i + 1] - starts[i], StandardCharsets.ISO_8859_1);
            map.put(word, counts[i]);
        }
        return map;
    }
}
