package io.weft.engine.function;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How a source writes text. What is not declared is not guessed: a function that needs it fails.
 *
 * @param zone         where its local times are meant
 * @param charset      empty to follow what the format itself declares
 * @param decimalMark  {@code .} or {@code ,}
 * @param sign         where a number's sign stands
 */
public record SourceStyle(Optional<ZoneId> zone, Optional<Charset> charset, Optional<Character> decimalMark,
        Optional<Sign> sign) {

    /** Where a number's sign stands. */
    public enum Sign {
        LEADING,
        /** As SAP writes it: {@code 12.5-}. */
        TRAILING
    }
}
