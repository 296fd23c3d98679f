package io.weft.errors.delivery;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * One delivery as it really was: what each document about it has to say.
 *
 * @param row          in the history
 * @param order        number of the order
 * @param note         number of the despatch advice
 * @param quantity     in {@code weighed ? kilograms : packs}
 * @param inGrams      the supplier states grams
 * @param lot          letters, digits and hyphens
 * @param sscc         18 digits
 * @param orderedAt    local time of the buyer, as the other times
 */
public record Delivery(int row, String order, String note, Party vendor, Party site, Item item, BigDecimal quantity,
        boolean weighed, boolean inGrams, String lot, LocalDate expiry, String sscc, LocalDateTime orderedAt,
        LocalDateTime despatchedAt, LocalDateTime receivedAt) {
}
