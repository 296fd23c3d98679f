package io.weft.site;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * A counterpart's own account of the readings it published: how many, and a hash that does not depend on their order.
 *
 * <p>The hash is the sum modulo 2^256 of SHA-256 over each reading's bytes, so that two sets are compared without
 * keeping them. A set holds each reading once: source time has to grow per item, which is checked.
 */
public final class PublishedReadings {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private final Map<String, Long> lastTicks = new HashMap<>();
    private long count;
    private BigInteger sum = BigInteger.ZERO;

    /**
     * @param item  NodeId with its namespace URI
     * @param ticks source time, 100 ns since 1601-01-01T00:00:00Z (OPC UA Part 6, 5.2.2.5)
     * @param value exact value, states as 0 and 1
     * @throws IllegalArgumentException if the item has published at this source time or a later one already
     */
    public synchronized void add(String item, long ticks, BigDecimal value) {
        Long last = lastTicks.get(item);
        if (last != null && ticks <= last) {
            throw new IllegalArgumentException(
                    item + ": source time " + ticks + " must be later than the last one, " + last);
        }
        lastTicks.put(item, ticks);
        count++;
        sum = sum.add(new BigInteger(1, digest(item, ticks, value))).mod(MODULUS);
    }

    public synchronized Account account() {
        byte[] bytes = sum.toByteArray();
        byte[] hash = new byte[32];
        int length = Math.min(bytes.length, hash.length);
        System.arraycopy(bytes, bytes.length - length, hash, hash.length - length, length);
        return new Account(count, HexFormat.of().formatHex(hash));
    }

    /**
     * SHA-256 of the item's UTF-8 bytes preceded by their number (four bytes), the ticks (eight bytes, big-endian) and
     * the value as a plain decimal without trailing zeros in UTF-8.
     */
    private static byte[] digest(String item, long ticks, BigDecimal value) {
        byte[] name = item.getBytes(StandardCharsets.UTF_8);
        BigDecimal canonical = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        byte[] number = canonical.toPlainString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + name.length + Long.BYTES + number.length);
        buffer.putInt(name.length).put(name).putLong(ticks).put(number);
        try {
            return MessageDigest.getInstance("SHA-256").digest(buffer.array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * What was published so far.
     *
     * @param readings how many
     * @param hash     64 lower-case hexadecimal digits, see {@link PublishedReadings}
     */
    public record Account(long readings, String hash) {
    }
}
