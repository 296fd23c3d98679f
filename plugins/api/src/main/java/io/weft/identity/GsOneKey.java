package io.weft.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A GS1 key by application identifiers.
 *
 * @param primary    application identifier of the primary key
 * @param value      its value, not encoded
 * @param qualifiers application identifiers and values of the key qualifiers, in path order
 */
record GsOneKey(String primary, String value, Map<String, String> qualifiers) {

    private static final String LOT = "10";
    private static final String SERIAL = "21";

    static GsOneKey of(String primary, String value) {
        return new GsOneKey(primary, value, Map.of());
    }

    static GsOneKey of(String primary, String value, String qualifier, String qualifierValue) {
        return new GsOneKey(primary, value, Map.of(qualifier, qualifierValue));
    }

    /** @throws InvalidIdentifierException if the key or a qualifier breaks its rule */
    Identifier toIdentifier(String uri) throws InvalidIdentifierException {
        KeyRule rule = PrimaryKeys.primary(primary).orElseThrow();
        check(uri, primary, rule, value);
        for (Map.Entry<String, String> qualifier : qualifiers.entrySet()) {
            check(uri, qualifier.getKey(), PrimaryKeys.qualifier(qualifier.getKey()), qualifier.getValue());
        }
        Map<String, String> kept = identifying();
        return new Identifier(kind(rule, kept), canonical(kept));
    }

    /** The lot that the key names beside itself: a serial number's lot. */
    Optional<GsOneKey> lotOfInstance() {
        if (primary.equals("01") && qualifiers.containsKey(LOT) && qualifiers.containsKey(SERIAL)) {
            return Optional.of(of(primary, value, LOT, qualifiers.get(LOT)));
        }
        return Optional.empty();
    }

    /**
     * The qualifiers that identify. GTIN and serial are one instance and GTIN and lot one lot, whatever else the path
     * tells (GS1 General Specifications 3.4.1, 3.5.2), and an EPC URN tells nothing else.
     */
    private Map<String, String> identifying() {
        if (!primary.equals("01") && !primary.equals("8006") || qualifiers.size() < 2) {
            return qualifiers;
        }
        String narrowest = qualifiers.containsKey(SERIAL) ? SERIAL : LOT;
        if (qualifiers.containsKey("235") || !qualifiers.containsKey(narrowest)) {
            return qualifiers;
        }
        return Map.of(narrowest, qualifiers.get(narrowest));
    }

    private Identifier.Kind kind(KeyRule rule, Map<String, String> kept) {
        if (!primary.equals("01") || kept.isEmpty()) {
            return rule.kind();
        }
        if (kept.size() > 1) {
            return Identifier.Kind.OTHER_GS1;
        }
        return switch (kept.keySet().iterator().next()) {
            case LOT -> Identifier.Kind.LOT;
            case SERIAL -> Identifier.Kind.SGTIN;
            default -> Identifier.Kind.OTHER_GS1;
        };
    }

    private String canonical(Map<String, String> kept) {
        StringBuilder uri = new StringBuilder(64).append(DigitalLink.RESOLVER);
        uri.append('/').append(primary).append('/').append(PercentEncoding.encode(value));
        kept.forEach((qualifier, text) -> uri.append('/').append(qualifier).append('/').append(PercentEncoding.encode(text)));
        return uri.toString();
    }

    private static void check(String uri, String applicationIdentifier, KeyRule rule, String value)
            throws InvalidIdentifierException {
        Optional<String> broken = rule.broken(value);
        if (broken.isPresent()) {
            throw new InvalidIdentifierException(uri, "holds AI " + applicationIdentifier + " '" + value + "', which "
                    + broken.get());
        }
    }

    static Map<String, String> newQualifiers() {
        return new LinkedHashMap<>();
    }
}
