package io.weft.model.hash;

import io.weft.identity.Identifier;
import io.weft.identity.InvalidIdentifierException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** One spelling of each value (CBV 2.0, 8.9): times, numbers, words of CBV, GS1 keys. */
final class Spelling {

    static final String CBV = "https://ref.gs1.org/cbv/";
    static final String GS1 = "https://gs1.org/voc/";

    private static final String CBV_URN = "urn:epcglobal:cbv:";
    private static final Map<String, String> CBV_URNS = Map.of(
            "bizstep:", CBV + "BizStep-", "disp:", CBV + "Disp-", "btt:", CBV + "BTT-", "sdt:", CBV + "SDT-",
            "er:", CBV + "ER-");
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int FRACTION_AT = "2026-01-01T00:00:00.".length();
    private static final int NANOSECOND_DIGITS = 9;
    private static final String RESOLVER = "https://id.gs1.org/";

    private final Namespaces namespaces;

    Spelling(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    /** In UTC, rounded half up to milliseconds. */
    static String time(String dateTime) {
        Instant exact = OffsetDateTime.parse(withoutDigitsBelowNanosecond(dateTime)).toInstant();
        return MILLISECONDS.format(exact.plusNanos(500_000).truncatedTo(ChronoUnit.MILLIS));
    }

    private static String withoutDigitsBelowNanosecond(String dateTime) {
        if (dateTime.charAt(FRACTION_AT - 1) != '.') {
            return dateTime;
        }
        int zone = FRACTION_AT;
        while (Character.isDigit(dateTime.charAt(zone))) {
            zone++;
        }
        return dateTime.substring(0, Math.min(zone, FRACTION_AT + NANOSECOND_DIGITS)) + dateTime.substring(zone);
    }

    /** @param vocabulary what a bare word of CBV stands behind; empty where none is defined */
    String of(Object value, String vocabulary) {
        if (value instanceof BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        if (value instanceof String text) {
            return text(text.strip(), vocabulary);
        }
        return String.valueOf(value);
    }

    private String text(String text, String vocabulary) {
        if (text.startsWith(CBV_URN)) {
            return webVocabulary(text);
        }
        if (text.startsWith("urn:") || text.startsWith("http")) {
            return identifier(text);
        }
        return text.indexOf(':') < 0 ? vocabulary + text : namespaces.expanded(text);
    }

    private static String webVocabulary(String urn) {
        int word = urn.indexOf(':', CBV_URN.length()) + 1;
        String web = word == 0 ? null : CBV_URNS.get(urn.substring(CBV_URN.length(), word));
        return web == null ? urn : web + urn.substring(word);
    }

    private static String identifier(String uri) {
        try {
            String canonical = Identifier.of(uri).canonical();
            return canonical.startsWith(RESOLVER) ? moreEncoded(canonical) : canonical;
        } catch (InvalidIdentifierException e) {
            // It stands in an extension, where an event may hold anything; such a text is its own spelling.
            return uri;
        }
    }

    /** GS1 Digital Link 1.2, 4.11 encodes more characters than RFC 3986 demands. */
    private static String moreEncoded(String canonical) {
        StringBuilder encoded = null;
        for (int i = RESOLVER.length(); i < canonical.length(); i++) {
            char present = canonical.charAt(i);
            boolean special = "!&()*+,:".indexOf(present) >= 0;
            if (special && encoded == null) {
                encoded = new StringBuilder(canonical.length() + 6).append(canonical, 0, i);
            }
            if (encoded != null) {
                encoded.append(special ? "%" + Integer.toHexString(present).toUpperCase(Locale.ROOT) : present);
            }
        }
        return encoded == null ? canonical : encoded.toString();
    }
}
