package io.weft.errors.delivery;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * A document about a delivery, field by field as it is written.
 *
 * @param number   of the message: what its envelope is known by
 * @param item     material number in order and receipt, GTIN in the despatch advice
 * @param lot      not in the order
 * @param unit     {@code KG}, {@code G}, {@code ST} in the ERP; {@code KGM}, {@code GRM}, {@code PCE} in the despatch advice
 * @param expiry   not in the order
 */
public record Document(Kind kind, int number, Delivery delivery, LocalDateTime at, String item, String lot,
        BigDecimal quantity, String unit, LocalDate expiry) {

    private static final int NUMBERS = 10;

    /** In the order in which they are sent. */
    public enum Kind { ORDER, DESPATCH, RECEIPT }

    /** The three documents of a delivery, all right. */
    public static List<Document> of(Delivery delivery) {
        return List.of(
                new Document(Kind.ORDER, number(delivery, 1), delivery, delivery.orderedAt(),
                        delivery.item().material(delivery.orderedAt().toLocalDate()), "", delivery.quantity(),
                        delivery.weighed() ? "KG" : "ST", delivery.expiry()),
                new Document(Kind.DESPATCH, number(delivery, 2), delivery, delivery.despatchedAt(), delivery.item().gtin(),
                        delivery.lot(), delivery.inGrams() ? delivery.quantity().movePointRight(3) : delivery.quantity(),
                        delivery.weighed() ? delivery.inGrams() ? "GRM" : "KGM" : "PCE", delivery.expiry()),
                new Document(Kind.RECEIPT, number(delivery, 3), delivery, delivery.receivedAt(),
                        delivery.item().material(delivery.receivedAt().toLocalDate()), delivery.lot(), delivery.quantity(),
                        delivery.weighed() ? "KG" : "ST", delivery.expiry()));
    }

    private static int number(Delivery delivery, int ordinal) {
        return delivery.row() * NUMBERS + ordinal;
    }

    /** The same content in an envelope of its own. */
    public Document again() {
        return new Document(kind, number + NUMBERS / 2, delivery, at, item, lot, quantity, unit, expiry);
    }

    public Document withItem(String other) {
        return new Document(kind, number, delivery, at, other, lot, quantity, unit, expiry);
    }

    public Document withLot(String other) {
        return new Document(kind, number, delivery, at, item, other, quantity, unit, expiry);
    }

    public Document withQuantity(BigDecimal other) {
        return new Document(kind, number, delivery, at, item, lot, other, unit, expiry);
    }

    public Document withUnit(String other) {
        return new Document(kind, number, delivery, at, item, lot, quantity, other, expiry);
    }

    public Document withAt(LocalDateTime other) {
        return new Document(kind, number, delivery, other, item, lot, quantity, unit, expiry);
    }

    public Document withExpiry(LocalDate other) {
        return new Document(kind, number, delivery, at, item, lot, quantity, unit, other);
    }
}
