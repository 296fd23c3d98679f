package io.weft.tck.mutation;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Changes that may leave anything behind. */
final class Damage {

    private static final String[] ODDITIES = {
        "\uFEFF", "\u0000", "\u0001", "\u0085", "\u2028", "\u202E", "\u200B", "\uFFFE", "e\u0301", "\uD83D\uDE00",
        "&lt;", "&#0;", "&#x110000;", "&#55296;", "&x;", "]]>", "<!--", "--", "<![CDATA[", "\\u0000", "\\ud800", "\\",
        "'", "\"", "\r", "\n", "\r\n", "\t", "+", ":", "*", "~", "|", "^", "?", ";", ",", "{", "}", "[", "]", "<", ">", "/",
        "1e999999999", "-0", "00", "1.", ".5", "0x1F", "NaN", "9223372036854775808", "1e-400"};
    private static final String DIGITS_AND_MARKS = "0123456789,.-+eE";
    private static final byte[][] INVALID_UTF_8 = {
        {(byte) 0xC0, (byte) 0x80}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
        {(byte) 0xFF}, {(byte) 0xE4}, {(byte) 0x80}, {(byte) 0xF0, (byte) 0x9F}, {(byte) 0xC3}};

    private Damage() {
    }

    /** A result and the name of what made it. */
    record Damaged(String operator, byte[] payload) {
    }

    static Damaged bytes(byte[] message, Random random) {
        int at = random.nextInt(message.length);
        int to = Math.min(message.length, at + 1 + random.nextInt(random.nextInt(5) == 0 ? 400 : 8));
        return switch (random.nextInt(9)) {
            case 0 -> new Damaged("bit flipped", flipped(message, at, random));
            case 1 -> new Damaged("byte set", spliced(message, at, at + 1, new byte[] {(byte) random.nextInt(256)}));
            case 2 -> new Damaged("byte inserted", spliced(message, at, at, new byte[] {(byte) random.nextInt(256)}));
            case 3 -> new Damaged("bytes cut out", spliced(message, at, to, new byte[0]));
            case 4 -> new Damaged("bytes repeated", spliced(message, at, at, Arrays.copyOfRange(message, at, to)));
            case 5 -> new Damaged("end cut off", Arrays.copyOf(message, at));
            case 6 -> new Damaged("start cut off", Arrays.copyOfRange(message, at, message.length));
            case 7 -> new Damaged("invalid UTF-8",
                    spliced(message, at, at, INVALID_UTF_8[random.nextInt(INVALID_UTF_8.length)]));
            default -> new Damaged("UTF-16 without mark", new String(message, StandardCharsets.UTF_8)
                    .getBytes(random.nextBoolean() ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE));
        };
    }

    private static byte[] flipped(byte[] message, int at, Random random) {
        byte[] flipped = message.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private static byte[] spliced(byte[] message, int from, int to, byte[] between) {
        byte[] spliced = new byte[message.length - (to - from) + between.length];
        System.arraycopy(message, 0, spliced, 0, from);
        System.arraycopy(between, 0, spliced, from, between.length);
        System.arraycopy(message, to, spliced, from + between.length, message.length - to);
        return spliced;
    }

    /** Characters that mean something somewhere, and digits and separators exchanged. */
    static Damaged text(String message, Charset charset, Random random) {
        int at = random.nextInt(message.length());
        return switch (random.nextInt(4)) {
            case 0 -> {
                String oddity = ODDITIES[random.nextInt(ODDITIES.length)];
                yield new Damaged("oddity inserted",
                        encoded(message.substring(0, at) + oddity + message.substring(at), charset));
            }
            case 1 -> new Damaged("look-alikes", encoded(message.substring(0, at)
                    + LeafValues.lookAlike(message.substring(at, Math.min(message.length(), at + 4)), random)
                    + message.substring(Math.min(message.length(), at + 4)), charset));
            case 2 -> new Damaged("digits exchanged", encoded(digitsExchanged(message, random), charset));
            default -> new Damaged("case exchanged", encoded(message.substring(0, at)
                    + exchanged(message.charAt(at)) + message.substring(at + 1), charset));
        };
    }

    private static char exchanged(char character) {
        return Character.isUpperCase(character) ? Character.toLowerCase(character) : Character.toUpperCase(character);
    }

    private static String digitsExchanged(String message, Random random) {
        StringBuilder exchanged = new StringBuilder(message);
        int changes = 1 + random.nextInt(3);
        for (int tries = 0; tries < 200 && changes > 0; tries++) {
            int at = random.nextInt(message.length());
            if (Character.isDigit(message.charAt(at))) {
                exchanged.setCharAt(at, DIGITS_AND_MARKS.charAt(random.nextInt(DIGITS_AND_MARKS.length())));
                changes--;
            }
        }
        return exchanged.toString();
    }

    private static byte[] encoded(String text, Charset charset) {
        return text.getBytes(charset);
    }

    /** Parts that stand side by side, repeated, left out or in another order. */
    static Damaged structure(String message, Syntax syntax, Random random) {
        List<Siblings> groups = syntax.siblings(message);
        Siblings group = groups.get(random.nextInt(groups.size()));
        List<String> parts = new ArrayList<>(group.parts(message));
        int at = random.nextInt(parts.size());
        String done = switch (random.nextInt(5)) {
            case 0 -> {
                parts.add(at, parts.get(at));
                yield "repeated";
            }
            case 1 -> {
                parts.remove(at);
                yield "left out";
            }
            case 2 -> {
                Collections.swap(parts, at, random.nextInt(parts.size()));
                yield "exchanged";
            }
            case 3 -> {
                Siblings other = groups.get(random.nextInt(groups.size()));
                parts.add(at, other.parts(message).get(random.nextInt(other.size())));
                yield "put elsewhere";
            }
            default -> {
                parts.addAll(at, Collections.nCopies(1 + random.nextInt(60), parts.get(at)));
                yield "repeated often";
            }
        };
        return new Damaged(group.kind() + " " + done, encoded(group.replaced(message, parts), syntax.charset()));
    }
}
