package io.weft.engine.function;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * How a source writes text. What is not declared is not guessed: a function that needs it fails.
 *
 * @param zone         where its local times are meant
 * @param charset      empty to follow what the format itself declares
 * @param decimalMark  {@code .} or {@code ,}
 * @param sign         where a number's sign stands
 * @param options      what else the format's decoder has to know, as the delimiter of {@code csv}
 */
public record SourceStyle(Optional<ZoneId> zone, Optional<Charset> charset, Optional<Character> decimalMark,
        Optional<Sign> sign, Map<String, String> options) {

    /** Of a format that leaves nothing open. */
    public SourceStyle(Optional<ZoneId> zone, Optional<Charset> charset, Optional<Character> decimalMark,
            Optional<Sign> sign) {
        this(zone, charset, decimalMark, sign, Map.of());
    }

    /** Where a number's sign stands. */
    public enum Sign {
        LEADING,
        /** As SAP writes it: {@code 12.5-}. */
        TRAILING
    }
}
