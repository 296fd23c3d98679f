package io.weft.thread.postgres;

import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.EventTime;
import io.weft.event.Reading;
import io.weft.event.Series;
import io.weft.event.Series.Measure;
import io.weft.event.SourceTime;
import io.weft.event.Unit;
import io.weft.identity.Identifier;
import io.weft.identity.InvalidIdentifierException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a device measured, as the sensor elements of one event tell it (EPCIS 2.0, 7.3.7): each report with a value in a unit, by
 * its own time. What only sums up, as a day's minimum and maximum, says no time and is none of it.
 *
 * @param first    tick of the earliest time of the elements that bear the values
 * @param last     tick of the latest
 * @param readings by source time
 */
record ToldSeries(Series series, long first, long last, List<Reading> readings) {

    private static final String MEMBER = "\"sensorElementList\"";
    /** OPC UA Part 4, 7.39: Bad. */
    private static final long BAD = 0x8000_0000L;
    private static final List<String> TIMES = List.of("time", "startTime", "endTime");

    static List<ToldSeries> of(Event event) {
        if (!EventBody.mentions(event, MEMBER)) {
            return List.of();
        }
        Map<Series, Told> told = new LinkedHashMap<>();
        EventId id = new EventId(EventRef.of(event).eventId());
        for (Object element : list(EventBody.of(event).get("sensorElementList"))) {
            if (element instanceof Map<?, ?> members) {
                read(id, event, members, told);
            }
        }
        return told.entrySet().stream().map(entry -> entry.getValue().of(entry.getKey())).toList();
    }

    private static void read(EventId id, Event event, Map<?, ?> element, Map<Series, Told> told) {
        Map<?, ?> metadata = element.get("sensorMetadata") instanceof Map<?, ?> given ? given : Map.of();
        List<Long> span = times(metadata);
        for (Object entry : list(element.get("sensorReport"))) {
            Map<?, ?> report = (Map<?, ?>) entry;
            if (!(report.get("value") instanceof BigDecimal value) || report.containsKey("component")) {
                continue;
            }
            long time = time(report.get("time")).or(() -> time(metadata.get("time")))
                    .orElseGet(() -> SourceTime.ofInstant(event.eventTime()));
            long status = String.valueOf(report.get("exception")).endsWith("ERROR_CONDITION") ? BAD : 0;
            for (Series series : series(id, report, metadata)) {
                Told own = told.computeIfAbsent(series, absent -> new Told());
                own.readings.add(new Reading(series.item(), time, Optional.of(value), status));
                own.times.addAll(span);
            }
        }
    }

    /** One for each key that the device's identifier may be read as; none if device, measure or unit is not said. */
    private static List<Series> series(EventId id, Map<?, ?> report, Map<?, ?> metadata) {
        Object device = report.containsKey("deviceID") ? report.get("deviceID") : metadata.get("deviceID");
        Optional<Measure> measure = Measure.of(String.valueOf(report.get("type")));
        if (!(device instanceof String uri) || measure.isEmpty() || !(report.get("uom") instanceof String unit)
                || !Unit.isCode(unit)) {
            return List.of();
        }
        return identifiers(uri).stream().map(identifier -> Series.told(id, StorableText.key(identifier.canonical()),
                measure.get(), new Unit(unit))).toList();
    }

    private static List<Identifier> identifiers(String uri) {
        try {
            return Identifier.allOf(uri);
        } catch (InvalidIdentifierException e) {
            throw new IllegalStateException("the keys of a stored event are identifiers: " + uri, e);
        }
    }

    private static List<Long> times(Map<?, ?> metadata) {
        return TIMES.stream().flatMap(name -> time(metadata.get(name)).stream()).toList();
    }

    private static Optional<Long> time(Object text) {
        return text instanceof String written ? EventTime.read(written).map(SourceTime::ofInstant) : Optional.empty();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /** One series in the making. */
    private static final class Told {

        private final List<Reading> readings = new ArrayList<>();
        private final List<Long> times = new ArrayList<>();

        private ToldSeries of(Series series) {
            readings.forEach(reading -> times.add(reading.sourceTime()));
            readings.sort(Comparator.comparingLong(Reading::sourceTime));
            return new ToldSeries(series, times.stream().min(Long::compare).orElseThrow(),
                    times.stream().max(Long::compare).orElseThrow(), List.copyOf(readings));
        }
    }
}
