package io.weft.rest;

import io.weft.delivery.DeliveryFilter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which deliveries a request is about. */
final class DeliveryFilters {

    private static final int DEFAULT_LIMIT = 100;

    private DeliveryFilters() {
    }

    /** @throws IllegalArgumentException naming parameter, value and rule */
    static DeliveryFilter of(Map<String, String> parameters) {
        return new DeliveryFilter(Optional.ofNullable(parameters.get("target")), Optional.ofNullable(parameters.get("lot")),
                Optional.ofNullable(parameters.get("standing")).map(DeliveryFilters::standing),
                Optional.ofNullable(parameters.get("before")).map(UUID::fromString), limit(parameters.get("limit")));
    }

    private static DeliveryFilter.Standing standing(String text) {
        DeliveryFilter.Standing[] all = DeliveryFilter.Standing.values();
        return Arrays.stream(all).filter(standing -> standing.name().equals(text)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("standing: '" + text + "' is not one of " + Arrays.toString(all)));
    }

    private static int limit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException("limit: '" + text + "' is not 1 to " + DeliveryFilter.MAXIMUM_LIMIT);
        }
        return Integer.parseInt(text);
    }
}
