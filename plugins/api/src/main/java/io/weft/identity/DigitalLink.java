package io.weft.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads GS1 Digital Link URIs (GS1 Digital Link: URI Syntax 1.2, 5) on any domain: {@code /AI/value} of a primary key,
 * after any path of the domain's own, then the key's qualifiers. Query and fragment do not identify.
 */
final class DigitalLink {

    static final String RESOLVER = "https://id.gs1.org";
    private static final String RESOLVER_HOST = "id.gs1.org";

    private DigitalLink() {
    }

    /**
     * The key that the URI names; empty if the URI has not the shape of a Digital Link. On GS1's own domain a path that
     * begins with a primary key must be one; on another domain a path that only resembles one is the domain's own.
     */
    static Optional<GsOneKey> read(String uri) throws InvalidIdentifierException {
        int host = uri.indexOf("://") + 3;
        int path = uri.indexOf('/', host);
        if (path < 0) {
            return Optional.empty();
        }
        boolean resolver = uri.substring(host, path).toLowerCase(Locale.ROOT).equals(RESOLVER_HOST);
        List<String> segments = segments(uri.substring(path + 1, endOfPath(uri, path)));
        for (int i = 0; i + 1 < segments.size(); i++) {
            Optional<KeyRule> rule = PrimaryKeys.primary(PrimaryKeys.applicationIdentifier(segments.get(i)));
            if (rule.isEmpty()) {
                continue;
            }
            Optional<GsOneKey> key = key(uri, segments.subList(i, segments.size()), rule.get());
            if (key.isPresent()) {
                return key;
            }
            if (resolver && i == 0) {
                throw new InvalidIdentifierException(uri, "is on GS1's domain but no GS1 Digital Link: AI "
                        + segments.get(0) + " must be " + rule.get().shape() + ", then only its own key qualifiers follow "
                        + "(GS1 Digital Link 1.2, 5)");
            }
        }
        return Optional.empty();
    }

    private static Optional<GsOneKey> key(String uri, List<String> segments, KeyRule rule)
            throws InvalidIdentifierException {
        if (segments.size() % 2 != 0) {
            return Optional.empty();
        }
        String primary = PrimaryKeys.applicationIdentifier(segments.get(0));
        String value = PercentEncoding.decoded(segments.get(1));
        if (primary.equals("01")) {
            value = fourteenDigits(value);
        }
        if (!rule.fits(value)) {
            return Optional.empty();
        }
        Map<String, String> qualifiers = GsOneKey.newQualifiers();
        List<String> allowed = PrimaryKeys.qualifiersOf(primary);
        for (int i = 2; i < segments.size(); i += 2) {
            String qualifier = PrimaryKeys.applicationIdentifier(segments.get(i));
            int order = allowed.indexOf(qualifier);
            if (order < 0) {
                return Optional.empty();
            }
            qualifiers.put(qualifier, PercentEncoding.decoded(segments.get(i + 1)));
            allowed = allowed.subList(order + 1, allowed.size());
        }
        if ("0".equals(qualifiers.get("254"))) {
            // TDS 2.0, 6.3.3: extension 0 of an SGLN says that there is none.
            qualifiers.remove("254");
        }
        return Optional.of(new GsOneKey(primary, value, qualifiers));
    }

    /** GTIN-8, -12 and -13 stand right in 14 digits (GS1 General Specifications 3.3.2). */
    private static String fourteenDigits(String value) {
        int length = value.length();
        return length == 8 || length == 12 || length == 13 ? "0".repeat(14 - length) + value : value;
    }

    private static List<String> segments(String path) {
        List<String> segments = Arrays.asList(path.split("/", -1));
        int last = segments.size() - 1;
        return segments.get(last).isEmpty() ? segments.subList(0, last) : segments;
    }

    private static int endOfPath(String uri, int path) {
        for (int i = path; i < uri.length(); i++) {
            if (uri.charAt(i) == '?' || uri.charAt(i) == '#') {
                return i;
            }
        }
        return uri.length();
    }
}
