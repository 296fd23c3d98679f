package io.weft.thread.postgres;

import io.weft.event.Digests;
import java.nio.charset.StandardCharsets;

/** Text that PostgreSQL can hold: it knows no U+0000 and no unpaired surrogates, and an index entry has a bound. */
final class StorableText {

    private static final char SYMBOL_FOR_NULL = '\u2400';
    private static final char REPLACEMENT = '\uFFFD';
    private static final int MAXIMUM_KEY_LENGTH = 480;
    private static final int KEPT_PREFIX = 400;

    private StorableText() {
    }

    /** Text for people to read. */
    static String of(String text) {
        StringBuilder mended = null;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != 0 && !Character.isSurrogate(character)) {
                continue;
            }
            char kept = storable(text, i);
            if (kept != character) {
                mended = mended == null ? new StringBuilder(text) : mended;
                mended.setCharAt(i, kept);
            }
        }
        return mended == null ? text : mended.toString();
    }

    private static char storable(String text, int index) {
        char character = text.charAt(index);
        if (character == 0) {
            return SYMBOL_FOR_NULL;
        }
        boolean paired = Character.isHighSurrogate(character)
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        return Character.isSurrogate(character) && !paired ? REPLACEMENT : character;
    }

    /** Text that identifies: two different texts stay different, and it fits into an index entry. */
    static String key(String text) {
        String storable = of(text);
        if (storable.equals(text) && text.length() <= MAXIMUM_KEY_LENGTH) {
            return text;
        }
        return storable.substring(0, Math.min(KEPT_PREFIX, storable.length()))
                + "#sha-256:" + Digests.hex(Digests.sha256(text.getBytes(StandardCharsets.UTF_16BE)));
    }
}
