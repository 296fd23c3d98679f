package io.weft.rest;

import io.weft.adapter.Outcome;
import io.weft.thread.MessageFilter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Which messages a request is about. */
final class MessageFilters {

    private static final int MAXIMUM_LIMIT = 1_000;
    private static final int DEFAULT_LIMIT = 50;

    private MessageFilters() {
    }

    /** @throws IllegalArgumentException naming parameter, value and rule */
    static MessageFilter of(Map<String, String> parameters) {
        return new MessageFilter(parameter(parameters, "system"), parameter(parameters, "outcome").map(MessageFilters::outcome),
                parameter(parameters, "key"), parameter(parameters, "code"), parameter(parameters, "mapping"),
                parameter(parameters, "before"), limit(parameters.get("limit")));
    }

    private static Optional<String> parameter(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static Outcome outcome(String text) {
        return Arrays.stream(Outcome.values()).filter(outcome -> outcome.name().equals(text)).findFirst().orElseThrow(
                () -> new IllegalArgumentException("outcome: '" + text + "' is not one of " + Arrays.toString(Outcome.values())));
    }

    private static int limit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAXIMUM_LIMIT) {
            throw new IllegalArgumentException("limit: '" + text + "' is not 1 to " + MAXIMUM_LIMIT);
        }
        return Integer.parseInt(text);
    }
}
