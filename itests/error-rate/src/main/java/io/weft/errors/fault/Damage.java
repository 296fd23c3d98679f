package io.weft.errors.fault;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Bytes that a line or a wrong conversion damaged.
 *
 * @param bytes not copied
 */
record Damage(byte[] bytes, String description) {

    private static final int HIGH_BIT = 0x80;

    /**
     * Damages a field that the receiver has to read: one byte gets its eighth bit, or one letter becomes another that
     * was written in the wrong code page.
     */
    static Damage of(String text, String target, Charset charset, Random random) {
        int at = text.indexOf(target) + random.nextInt(target.length());
        if (random.nextBoolean()) {
            byte[] bytes = text.getBytes(charset);
            int offset = text.substring(0, at).getBytes(charset).length;
            bytes[offset] |= (byte) HIGH_BIT;
            return new Damage(bytes, "eighth bit of byte " + offset + " set, in '" + target + "'");
        }
        String converted = text.substring(0, at) + "é" + text.substring(at + 1);
        Charset wrong = charset.equals(StandardCharsets.UTF_8) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        return new Damage(converted.getBytes(wrong), "'é' in " + wrong + " within '" + target + "', declared " + charset);
    }
}
