package io.weft.decision.interlock;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import io.weft.event.Quantity;
import io.weft.event.Unit;
import io.weft.identity.ThreadKey;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a question. Each fault is an IllegalArgumentException that names the member, its value and the rule. */
final class FeedingReader {

    private static final Set<String> MEMBERS =
            Set.of("order", "gtin", "lot", "quantity", "uom", "equipment", "by", "exception");
    private static final int LONGEST = 200;

    private FeedingReader() {
    }

    static Feeding read(byte[] json) {
        Map<?, ?> question = object(json);
        for (Object name : question.keySet()) {
            if (!MEMBERS.contains((String) name)) {
                throw new IllegalArgumentException(name + ": '' is no member of a feeding; there are " + MEMBERS.stream().sorted().toList());
            }
        }
        return new Feeding(text(question, "order"), new ThreadKey(text(question, "gtin"), text(question, "lot")),
                quantity(question), optional(question, "equipment"), text(question, "by"), exception(question));
    }

    private static Map<?, ?> object(byte[] json) {
        try {
            if (CanonicalJson.read(json) instanceof Map<?, ?> object) {
                return object;
            }
        } catch (JsonException e) {
            throw new IllegalArgumentException("body: '' is no JSON: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("body: '' is no JSON object");
    }

    private static Quantity quantity(Map<?, ?> question) {
        if (!(question.get("quantity") instanceof BigDecimal value) || value.signum() <= 0) {
            throw new IllegalArgumentException("quantity: '" + question.get("quantity") + "' is not a number above 0");
        }
        String uom = text(question, "uom");
        if (!Unit.isCode(uom)) {
            throw new IllegalArgumentException("uom: '" + uom + "' is not a UNECE Rec 20 common code");
        }
        return new Quantity(value, Optional.of(new Unit(uom)));
    }

    private static Optional<Feeding.Exception> exception(Map<?, ?> question) {
        Object exception = question.get("exception");
        if (exception == null) {
            return Optional.empty();
        }
        if (!(exception instanceof Map<?, ?> object)) {
            throw new IllegalArgumentException("exception: '" + exception + "' is no object with by and reason");
        }
        return Optional.of(new Feeding.Exception(text(object, "by"), text(object, "reason")));
    }

    private static Optional<String> optional(Map<?, ?> object, String name) {
        return object.get(name) == null ? Optional.empty() : Optional.of(text(object, name));
    }

    private static String text(Map<?, ?> object, String name) {
        Object value = object.get(name);
        if (!(value instanceof String text) || text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(name + ": '" + (value == null ? "" : value) + "' is not a text of 1 to "
                    + LONGEST + " characters");
        }
        return text;
    }
}
