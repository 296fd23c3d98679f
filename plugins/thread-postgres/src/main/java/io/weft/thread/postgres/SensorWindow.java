package io.weft.thread.postgres;

import io.weft.event.Event;
import io.weft.event.EventTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** When an event's sensor elements were measured: a logger is often read out days after the lot has left it. */
final class SensorWindow {

    private static final long INSTANT = 1_000;

    private SensorWindow() {
    }

    /** From the first to the last time of its elements' metadata and reports (EPCIS 2.0, 7.3.7); without any, its eventTime. */
    static Interval of(Event event) {
        List<Instant> times = new ArrayList<>();
        for (Object element : list(EventBody.of(event).get("sensorElementList"))) {
            if (element instanceof Map<?, ?> members) {
                collect(members.get("sensorMetadata"), times);
                list(members.get("sensorReport")).forEach(report -> collect(report, times));
            }
        }
        if (times.isEmpty()) {
            times.add(event.eventTime());
        }
        return new Interval(Collections.min(times), Collections.max(times).plusNanos(INSTANT));
    }

    private static void collect(Object object, List<Instant> times) {
        if (object instanceof Map<?, ?> members) {
            for (String name : List.of("time", "startTime", "endTime")) {
                if (members.get(name) instanceof String text) {
                    EventTime.read(text).ifPresent(times::add);
                }
            }
        }
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
