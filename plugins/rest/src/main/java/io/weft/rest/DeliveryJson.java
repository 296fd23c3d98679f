package io.weft.rest;

import io.weft.delivery.DeliveryAttempt;
import io.weft.delivery.DeliveryStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A delivery as operators see it. */
final class DeliveryJson {

    private DeliveryJson() {
    }

    static Map<String, Object> of(DeliveryStatus status) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", status.id().toString());
        entry.put("target", status.target());
        entry.put("mapping", status.mapping());
        entry.put("orderKey", status.orderKey());
        entry.put("event", status.event().uri());
        entry.put("state", status.state().name());
        entry.put("confirmable", status.confirmable());
        entry.put("attempts", status.attempts());
        entry.put("createdAt", status.createdAt().toString());
        entry.put("acceptedAt", time(status.acceptedAt()));
        entry.put("confirmedAt", time(status.confirmedAt()));
        entry.put("lastReason", status.lastReason());
        return entry;
    }

    /** With what was tried and done; of the bytes that left their number. */
    static Map<String, Object> of(DeliveryStatus status, List<DeliveryAttempt> attempts) {
        Map<String, Object> entry = of(status);
        entry.put("history", attempts.stream().map(attempt -> Map.of("at", attempt.at().toString(),
                "answer", attempt.answer(), "detail", attempt.detail(), "payloadBytes", attempt.payload().length)).toList());
        return entry;
    }

    private static String time(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse("");
    }
}
