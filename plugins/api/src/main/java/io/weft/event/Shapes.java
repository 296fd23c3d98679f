package io.weft.event;

import io.weft.identity.UriSyntax;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The simple values of the JSON binding (EPCIS 2.0, 7.3.1 and 10). */
final class Shapes {

    static final Shape ANYTHING = (value, path, findings) -> { };
    static final Shape TEXT = text(any -> true, "must be a string (EPCIS 2.0, 7.3.1)");
    static final Shape URI = text(UriSyntax::isUri, "must be a URI (EPCIS 2.0, 7.3.1; RFC 3986)");
    static final Shape TIME = text(time -> EventTime.read(time).isPresent(),
            "must be a date and time with seconds and an offset, as xsd:dateTimeStamp (EPCIS 2.0, 7.3.1)");
    static final Shape TIME_ZONE_OFFSET = text(Shapes::isTimeZoneOffset,
            "must be an offset from +14:00 to -14:00 with sign and minutes, 'Z' is none (EPCIS 2.0, 7.4.1)");
    static final Shape UNIT = text(Pattern.compile("[A-Z0-9]{2,3}").asMatchPredicate(),
            "must be a UNECE Rec 20 code of 2 or 3 characters (EPCIS 2.0, 7.3.3.3)");
    static final Shape HEXADECIMAL = text(Pattern.compile("(?:[0-9A-Fa-f]{2})+").asMatchPredicate(),
            "must be pairs of hexadecimal digits (EPCIS 2.0, 7.3.7)");
    static final Shape NUMBER = (value, path, findings) -> {
        if (!isNumber(value)) {
            findings.add(path, value, "must be a number (EPCIS 2.0, 10)");
        }
    };
    static final Shape BOOLEAN = (value, path, findings) -> {
        if (!(value instanceof Boolean)) {
            findings.add(path, value, "must be true or false (EPCIS 2.0, 10)");
        }
    };
    static final Shape ONE_OR_MORE_URIS = (value, path, findings) -> {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                URI.check(list.get(i), path.element(i), findings);
            }
        } else {
            URI.check(value, path, findings);
        }
    };

    private Shapes() {
    }

    /** One of the words and nothing else. */
    static Shape word(Set<String> words, String clause) {
        return text(words::contains, "must be one of " + sorted(words) + " (" + clause + ")");
    }

    /** One of CBV's words, or a URI of one's own. */
    static Shape wordOrUri(Set<String> words, String clause) {
        return text(text -> words.contains(text) || UriSyntax.isUri(text),
                "must be a word of CBV or a URI (" + clause + ")");
    }

    static boolean isNumber(Object value) {
        return value instanceof BigDecimal || value instanceof Integer || value instanceof Long;
    }

    private static Shape text(Predicate<String> holds, String rule) {
        return (value, path, findings) -> {
            if (!(value instanceof String text) || !holds.test(text)) {
                findings.add(path, value, rule);
            }
        };
    }

    private static boolean isTimeZoneOffset(String text) {
        return text.length() == 6 && EventTime.read("2000-01-01T00:00:00" + text).isPresent();
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }
}
