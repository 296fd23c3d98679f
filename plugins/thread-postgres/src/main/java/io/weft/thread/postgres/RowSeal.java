package io.weft.thread.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The checks that stand beside a row: of each column a CRC-32 (ISO 3309), in the order of the columns. It tells every single
 * changed bit and which column it is in; a bit of the check itself that changed is told from one of the column, since no two
 * bits of a column and its check have one syndrome. Integrity against accident and a careless hand; the log is what stands
 * against purpose.
 */
final class RowSeal {

    private static final byte[] NONE = {};
    private static final byte[] SOME = {1};

    private RowSeal() {
    }

    /** @param values text, bytes, numbers, instants (by microseconds), anything with a canonical text, or null */
    static byte[] of(Object... values) {
        ByteBuffer seal = ByteBuffer.allocate(values.length * Integer.BYTES);
        for (Object value : values) {
            seal.putInt(check(value));
        }
        return seal.array();
    }

    /**
     * The columns that do not fit.
     *
     * @param seal null if the row is from before there were seals: then nothing is told
     * @return names of columns; {@code seal} if it is the seal itself that changed
     */
    static List<String> differing(byte[] seal, List<String> columns, Object... values) {
        if (seal == null) {
            return List.of();
        }
        if (seal.length != values.length * Integer.BYTES) {
            return List.of("seal");
        }
        ByteBuffer there = ByteBuffer.wrap(seal);
        List<String> differing = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            int difference = there.getInt() ^ check(values[i]);
            if (difference != 0) {
                differing.add(Integer.bitCount(difference) == 1 ? "seal" : columns.get(i));
            }
        }
        return differing;
    }

    private static int check(Object value) {
        CRC32 crc = new CRC32();
        if (value == null) {
            crc.update(NONE);
        } else {
            crc.update(SOME);
            crc.update(value instanceof byte[] bytes ? bytes
                    : text(value).getBytes(StandardCharsets.UTF_8));
        }
        return (int) crc.getValue();
    }

    private static String text(Object value) {
        return value instanceof Instant instant ? Timestamps.text(instant) : value.toString();
    }
}
