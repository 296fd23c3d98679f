package io.weft.identity;

import io.weft.identity.Identifier.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The primary keys of GS1 Digital Link 1.2 (4.3) and their key qualifiers, by application identifier. */
final class PrimaryKeys {

    private static final Map<String, KeyRule> PRIMARY = Map.ofEntries(
            Map.entry("00", KeyRule.of(Kind.SSCC, 18, 18)),
            Map.entry("01", KeyRule.of(Kind.GTIN, 14, 14)),
            Map.entry("253", new KeyRule(Kind.GDTI, 13, 13, 0, 17, KeyRule.Set.SET_82)),
            Map.entry("255", new KeyRule(Kind.OTHER_GS1, 13, 13, 0, 12, KeyRule.Set.DIGITS)),
            Map.entry("401", new KeyRule(Kind.OTHER_GS1, 0, 0, 1, 30, KeyRule.Set.SET_82)),
            Map.entry("402", KeyRule.of(Kind.OTHER_GS1, 17, 17)),
            Map.entry("410", KeyRule.of(Kind.OTHER_GS1, 13, 13)),
            Map.entry("411", KeyRule.of(Kind.OTHER_GS1, 13, 13)),
            Map.entry("412", KeyRule.of(Kind.OTHER_GS1, 13, 13)),
            Map.entry("413", KeyRule.of(Kind.OTHER_GS1, 13, 13)),
            Map.entry("414", KeyRule.of(Kind.SGLN, 13, 13)),
            Map.entry("415", KeyRule.of(Kind.OTHER_GS1, 13, 13)),
            Map.entry("416", KeyRule.of(Kind.OTHER_GS1, 13, 13)),
            Map.entry("417", KeyRule.of(Kind.PGLN, 13, 13)),
            Map.entry("8003", new KeyRule(Kind.GRAI, 14, 14, 0, 16, KeyRule.Set.SET_82)),
            Map.entry("8004", new KeyRule(Kind.GIAI, 4, 0, 0, 26, KeyRule.Set.SET_82)),
            Map.entry("8006", KeyRule.of(Kind.OTHER_GS1, 18, 14)),
            Map.entry("8010", new KeyRule(Kind.OTHER_GS1, 4, 0, 0, 26, KeyRule.Set.SET_39)),
            Map.entry("8013", new KeyRule(Kind.OTHER_GS1, 4, 0, 0, 21, KeyRule.Set.SET_82)),
            Map.entry("8017", KeyRule.of(Kind.OTHER_GS1, 18, 18)),
            Map.entry("8018", KeyRule.of(Kind.OTHER_GS1, 18, 18)));

    private static final KeyRule TEXT_20 = new KeyRule(Kind.OTHER_GS1, 0, 0, 1, 20, KeyRule.Set.SET_82);
    private static final Map<String, KeyRule> QUALIFIER = Map.of(
            "10", TEXT_20,
            "21", TEXT_20,
            "22", TEXT_20,
            "235", new KeyRule(Kind.OTHER_GS1, 0, 0, 1, 28, KeyRule.Set.SET_82),
            "254", TEXT_20,
            "7040", new KeyRule(Kind.OTHER_GS1, 0, 0, 4, 4, KeyRule.Set.SET_82),
            "8011", new KeyRule(Kind.OTHER_GS1, 0, 0, 1, 12, KeyRule.Set.DIGITS),
            "8019", new KeyRule(Kind.OTHER_GS1, 0, 0, 1, 10, KeyRule.Set.DIGITS),
            "8020", new KeyRule(Kind.OTHER_GS1, 0, 0, 1, 25, KeyRule.Set.SET_82));

    /** In the order in which they stand in a path. */
    private static final Map<String, List<String>> QUALIFIERS_OF = Map.of(
            "01", List.of("22", "10", "21", "235"),
            "8006", List.of("22", "10", "21"),
            "414", List.of("254", "7040"),
            "417", List.of("7040"),
            "415", List.of("8020"),
            "8010", List.of("8011"),
            "8017", List.of("8019"),
            "8018", List.of("8019"));

    /** The words that GS1 Digital Link 1.1 allowed instead of application identifiers; they are still in use. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("gtin", "01"), Map.entry("cpv", "22"), Map.entry("lot", "10"), Map.entry("ser", "21"),
            Map.entry("itip", "8006"), Map.entry("gmn", "8013"), Map.entry("cpid", "8010"), Map.entry("cpsn", "8011"),
            Map.entry("gln", "414"), Map.entry("glnx", "254"), Map.entry("payTo", "415"), Map.entry("refno", "8020"),
            Map.entry("gsrnp", "8017"), Map.entry("gsrn", "8018"), Map.entry("srin", "8019"), Map.entry("gcn", "255"),
            Map.entry("sscc", "00"), Map.entry("gdti", "253"), Map.entry("ginc", "401"), Map.entry("gsin", "402"),
            Map.entry("grai", "8003"), Map.entry("giai", "8004"), Map.entry("party", "417"));

    private PrimaryKeys() {
    }

    /** The application identifier that a path segment is, or stands for; any other segment as it is. */
    static String applicationIdentifier(String segment) {
        return WORDS.getOrDefault(segment, segment);
    }

    static Optional<KeyRule> primary(String applicationIdentifier) {
        return Optional.ofNullable(PRIMARY.get(applicationIdentifier));
    }

    static KeyRule qualifier(String applicationIdentifier) {
        return QUALIFIER.get(applicationIdentifier);
    }

    static List<String> qualifiersOf(String primary) {
        return QUALIFIERS_OF.getOrDefault(primary, List.of());
    }
}
