package io.weft.engine.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weft.engine.template.RejectSignal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code dateTime(text, pattern, field)}: a time of the source as RFC 3339 text with its offset; null for null. The
 * pattern is one of {@link DateTimeFormatter}, or {@code rfc3339}. Where the text has no offset, the declared zone gives
 * it; an hour that the zone skips or repeats is rejected, because nothing says what was meant.
 */
final class DateTimeFunction extends HostFunction {

    /** A pattern may be computed from the message, so the cache has an end. */
    private static final int MAXIMUM_CACHED = 64;
    private static final int LAST_YEAR = 9999;

    private final SourceStyle style;
    private final Map<String, DateTimeFormatter> formatters = new ConcurrentHashMap<>();

    DateTimeFunction(SourceStyle style) {
        super("dateTime", 3);
        this.style = style;
    }

    @Override
    protected JsonNode call(JsonNode[] arguments) {
        if (arguments[0].isNull()) {
            return NullNode.instance;
        }
        String text = scalar(arguments[0], "text");
        String pattern = text(arguments[1], "pattern");
        String field = text(arguments[2], "field");
        return TextNode.valueOf(Times.text(writable(read(text, pattern, field), text, field)));
    }

    /** Java reads signed years and offsets of seconds, also those of zones before they had standard time. */
    private OffsetDateTime writable(OffsetDateTime time, String text, String field) {
        if (time.getYear() < 0 || time.getYear() > LAST_YEAR || time.getOffset().getTotalSeconds() % 60 != 0) {
            throw rejected("INVALID_TIME", field, text,
                    "must have a year of four digits and an offset of whole minutes (RFC 3339, 5.6)");
        }
        return time;
    }

    private OffsetDateTime read(String text, String pattern, String field) {
        TemporalAccessor parsed = parse(text, pattern, field);
        try {
            if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
                return OffsetDateTime.from(parsed);
            }
            ZoneId zone = parsed.query(TemporalQueries.zone());
            return inZone(LocalDateTime.from(parsed), zone == null ? declaredZone() : zone, text, field);
        } catch (DateTimeException e) {
            throw RejectSignal.faulty("dateTime(pattern)", pattern, "must give a date and a time of day");
        }
    }

    private TemporalAccessor parse(String text, String pattern, String field) {
        DateTimeFormatter formatter = formatters.size() < MAXIMUM_CACHED
                ? formatters.computeIfAbsent(pattern, Times::formatter) : Times.formatter(pattern);
        try {
            return formatter.parse(text);
        } catch (DateTimeException e) {
            throw rejected("INVALID_TIME", field, text, "must be a time of the form " + pattern);
        }
    }

    private ZoneId declaredZone() {
        return style.zone().orElseThrow(() -> RejectSignal.faulty("source.zone", "",
                "the text has no offset, and mapping.yaml declares no zone"));
    }

    private OffsetDateTime inZone(LocalDateTime local, ZoneId zone, String text, String field) {
        ZoneRules rules = zone.getRules();
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw rejected("NONEXISTENT_TIME", field, text, "does not exist in " + zone + ": the clock skips it");
        }
        if (offsets.size() > 1) {
            throw rejected("AMBIGUOUS_TIME", field, text, "happens twice in " + zone + ", at " + offsets.get(0)
                    + " and " + offsets.get(1) + ": the source must give the offset");
        }
        return local.atOffset(offsets.get(0));
    }
}
