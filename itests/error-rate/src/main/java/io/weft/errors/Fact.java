package io.weft.errors;

import io.weft.errors.delivery.Document;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * What is stored of one document, in a form that truth and stores share.
 *
 * @param item     GTIN of 14 digits in the hub, the number as written in the plain store
 * @param lot      empty in an order
 * @param quantity without trailing zeros
 * @param expiry   empty in an order
 */
public record Fact(Document.Kind kind, Instant at, String item, String lot, BigDecimal quantity, String unit, String expiry) {

    /** Where the buyer and, as the mappings are delivered, its partners write their times. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    public Fact {
        quantity = quantity.stripTrailingZeros();
    }

    /** What a document says, in its own terms. */
    public static Fact written(Document document) {
        boolean order = document.kind() == Document.Kind.ORDER;
        return new Fact(document.kind(), document.at().atZone(ZONE).toInstant(), document.item(), order ? "" : document.lot(),
                document.quantity(), document.unit(), order ? "" : day(document.expiry()));
    }

    /** The same as EPCIS has to say it: by GTIN, in UNECE Rec 20 units; the despatch advice counts trade items without one. */
    public static Fact meant(Document document) {
        Fact written = written(document);
        String unit = switch (document.unit()) {
            case "KG" -> "KGM";
            case "ST" -> "H87";
            case "PCE" -> "";
            default -> document.unit();
        };
        return new Fact(written.kind(), written.at(), document.delivery().item().gtin(), written.lot(), written.quantity(), unit,
                written.expiry());
    }

    private static String day(LocalDate day) {
        return day.toString();
    }

    /** Whether two lists hold the same facts, each as often. */
    public static boolean same(List<Fact> some, List<Fact> others) {
        return some.size() == others.size() && sorted(some).equals(sorted(others));
    }

    private static List<String> sorted(List<Fact> facts) {
        return facts.stream().map(Fact::toString).sorted().toList();
    }
}
