package io.weft.thread.postgres;

import io.weft.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * How the canonical body of an event stands in its row. The first byte says which form it is:
 * <ul>
 *   <li>{@code '{'}: the canonical JSON itself, as all rows of schema versions before 10 and what does not become shorter;</li>
 *   <li>{@code 1}: after it raw DEFLATE (RFC 1951) with the preset dictionary {@code body-dictionary-1.txt}, its lines joined.</li>
 * </ul>
 * A dictionary never changes, for rows are read with it for ever; another one gets another number. What is evidenced are the
 * canonical bytes, which come back exactly. Public for those who read the tables without a hub.
 */
public final class StoredBody {

    private static final byte CANONICAL = '{';
    private static final byte DEFLATED_1 = 1;
    private static final byte[] DICTIONARY_1 = dictionary("body-dictionary-1.txt");

    /** Higher levels save one byte in a hundred. */
    private static final int LEVEL = 4;

    // Each holds a window outside of the heap, which costs more to make than to use.
    private static final Queue<Deflater> DEFLATERS = new ConcurrentLinkedQueue<>();
    private static final Queue<Inflater> INFLATERS = new ConcurrentLinkedQueue<>();

    private StoredBody() {
    }

    /** @param canonical a JSON object as {@link io.weft.event.CanonicalJson} writes it; not changed, and perhaps what is returned */
    static byte[] of(byte[] canonical) {
        Deflater pooled = DEFLATERS.poll();
        Deflater deflater = pooled == null ? new Deflater(LEVEL, true) : pooled;
        try {
            deflater.setDictionary(DICTIONARY_1);
            deflater.setInput(canonical);
            deflater.finish();
            byte[] stored = new byte[canonical.length];
            stored[0] = DEFLATED_1;
            int length = 1 + deflater.deflate(stored, 1, stored.length - 1);
            return deflater.finished() ? Arrays.copyOf(stored, length) : canonical;
        } finally {
            deflater.reset();
            DEFLATERS.add(deflater);
        }
    }

    /**
     * The canonical bytes.
     *
     * @throws IllegalStateException if that is no body in a form that this version knows
     */
    public static byte[] canonical(byte[] stored) {
        if (stored.length > 0 && stored[0] == CANONICAL) {
            return stored;
        }
        if (stored.length == 0 || stored[0] != DEFLATED_1) {
            throw new IllegalStateException("a stored body of " + stored.length + " bytes begins with "
                    + (stored.length == 0 ? "nothing" : "byte " + stored[0]) + ", a form that is unknown to this version");
        }
        Inflater pooled = INFLATERS.poll();
        Inflater inflater = pooled == null ? new Inflater(true) : pooled;
        try {
            inflater.setDictionary(DICTIONARY_1);
            inflater.setInput(stored, 1, stored.length - 1);
            return inflate(inflater, stored.length);
        } catch (DataFormatException e) {
            throw new IllegalStateException("a stored body of " + stored.length + " bytes is damaged: " + e.getMessage(), e);
        } finally {
            inflater.reset();
            INFLATERS.add(inflater);
        }
    }

    private static byte[] inflate(Inflater inflater, int compressed) throws DataFormatException {
        byte[] canonical = new byte[Math.max(512, 5 * compressed)];
        int length = 0;
        while (true) {
            length += inflater.inflate(canonical, length, canonical.length - length);
            if (inflater.finished()) {
                return Arrays.copyOf(canonical, length);
            }
            if (length < canonical.length || length > Event.MAXIMUM_BYTES) {
                throw new DataFormatException(length < canonical.length ? "it ends too soon" : "it goes on beyond "
                        + Event.MAXIMUM_BYTES + " bytes");
            }
            canonical = Arrays.copyOf(canonical, 2 * canonical.length);
        }
    }

    /** Whatever a checkout made of the line ends. */
    static byte[] dictionary(String name) {
        try (InputStream text = StoredBody.class.getResourceAsStream(name)) {
            return new String(text.readAllBytes(), StandardCharsets.US_ASCII).lines().collect(Collectors.joining())
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " stands beside this class", e);
        }
    }
}
