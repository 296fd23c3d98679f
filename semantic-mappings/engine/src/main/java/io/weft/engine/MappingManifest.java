package io.weft.engine;

import io.weft.engine.function.SourceStyle;
import io.weft.event.EvidenceClass;
import io.weft.mapping.MappingRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code mapping.yaml} declares.
 *
 * @param format      decoder that reads (in) or encoder that writes (out)
 * @param match       JSLT expression, true for the messages (in) or events (out) that it maps; empty for all
 * @param template    file name
 * @param ignore      in order; the first that holds wins
 * @param businessKey JSLT expression giving a text or null
 * @param searchKeys  JSLT expression giving an array of texts
 * @param classes     every class of key data that its events may bear
 */
public record MappingManifest(MappingRef ref, Direction direction, String format, Optional<String> match,
        String template, SourceStyle source, List<IgnoreRule> ignore, Optional<String> businessKey,
        Optional<String> searchKeys, Set<EvidenceClass> classes) {

    /** Which way a mapping translates. */
    public enum Direction {
        /** From messages to events. */
        IN,
        /** From events to messages. */
        OUT
    }

    /**
     * Leaves messages aside.
     *
     * @param when JSLT expression
     */
    public record IgnoreRule(String rule, String when) {
    }
}
