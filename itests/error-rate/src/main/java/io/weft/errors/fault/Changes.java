package io.weft.errors.fault;

import io.weft.errors.delivery.Delivery;
import io.weft.errors.delivery.Document;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Wrong values for fields of documents; empty where a document cannot have the fault. */
final class Changes {

    record Change(Document document, String description) {
    }

    private static final String TYPOS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final Map<String, String> MIXED_UP = Map.of("KG", "G", "G", "KG", "KGM", "GRM", "GRM", "KGM");
    private static final int MOST_PER_CENT = 5;
    private static final int MOST_DAYS = 3;

    private final List<Delivery> deliveries;
    private final Random random;

    Changes(List<Delivery> deliveries, Random random) {
        this.deliveries = deliveries;
        this.random = random;
    }

    Optional<Change> itemDigits(Document document) {
        return swapped(document.item()).map(wrong -> new Change(document.withItem(wrong), "item " + document.item() + " as " + wrong));
    }

    Optional<Change> quantityDigits(Document document) {
        return swapped(document.quantity().toPlainString())
                .map(BigDecimal::new).filter(wrong -> wrong.signum() > 0 && wrong.compareTo(document.quantity()) != 0)
                .map(wrong -> quantity(document, wrong));
    }

    Optional<Change> unit(Document document) {
        return Optional.ofNullable(MIXED_UP.get(document.unit()))
                .map(wrong -> new Change(document.withUnit(wrong), "unit " + document.unit() + " as " + wrong));
    }

    /** Of the same item, if it has another lot. */
    Optional<Change> otherLot(Document document) {
        List<String> lots = deliveries.stream().filter(other -> other.item().equals(document.delivery().item()))
                .map(Delivery::lot).distinct().filter(lot -> !lot.equals(document.lot())).toList();
        return lots.isEmpty() ? Optional.empty() : Optional.of(lot(document, lots.get(random.nextInt(lots.size()))));
    }

    Optional<Change> lotTypo(Document document) {
        int at = random.nextInt(document.lot().length());
        char wrong = TYPOS.charAt(random.nextInt(TYPOS.length()));
        return wrong == document.lot().charAt(at) ? Optional.empty()
                : Optional.of(lot(document, document.lot().substring(0, at) + wrong + document.lot().substring(at + 1)));
    }

    Optional<Change> stale(Document document) {
        String former = document.delivery().item().former();
        return document.delivery().item().stale(document.at().toLocalDate())
                ? Optional.of(new Change(document.withItem(former), "material " + document.item() + " as its former number " + former))
                : Optional.empty();
    }

    Optional<Change> plausible(Document document) {
        return switch (document.kind()) {
            case ORDER -> random.nextBoolean() ? someOff(document) : Optional.of(daysOff(document));
            case DESPATCH, RECEIPT -> switch (random.nextInt(3)) {
                case 0 -> someOff(document);
                case 1 -> Optional.of(daysOff(document));
                default -> Optional.of(expiryOff(document));
            };
        };
    }

    /** What a receipt takes over from the despatch advice unseen: quantity, expiry, lot. */
    Optional<Change> plausibleIfCopied(Document document) {
        return switch (random.nextInt(3)) {
            case 0 -> document.delivery().inGrams() ? Optional.empty() : someOff(document);
            case 1 -> Optional.of(expiryOff(document));
            default -> otherLot(document);
        };
    }

    private Optional<Change> someOff(Document document) {
        BigDecimal share = BigDecimal.valueOf(1 + random.nextInt(MOST_PER_CENT), 2);
        BigDecimal off = document.quantity().multiply(share).setScale(0, RoundingMode.UP);
        BigDecimal wrong = random.nextBoolean() ? document.quantity().add(off) : document.quantity().subtract(off);
        return wrong.signum() > 0 ? Optional.of(quantity(document, wrong)) : Optional.empty();
    }

    private Change daysOff(Document document) {
        int days = (1 + random.nextInt(MOST_DAYS)) * (random.nextBoolean() ? 1 : -1);
        return new Change(document.withAt(document.at().plusDays(days)), "date " + document.at() + " off by " + days + " days");
    }

    private Change expiryOff(Document document) {
        int months = random.nextBoolean() ? 1 : -1;
        return new Change(document.withExpiry(document.expiry().plusMonths(months)),
                "expiry " + document.expiry() + " off by " + months + " month");
    }

    private static Change quantity(Document document, BigDecimal wrong) {
        return new Change(document.withQuantity(wrong), "quantity " + document.quantity().toPlainString() + " as " + wrong.toPlainString());
    }

    private static Change lot(Document document, String wrong) {
        return new Change(document.withLot(wrong), "lot " + document.lot() + " as " + wrong);
    }

    /** Two neighbouring digits that differ change places. */
    private Optional<String> swapped(String digits) {
        int[] places = IntStream.range(0, digits.length() - 1)
                .filter(i -> Character.isDigit(digits.charAt(i)) && Character.isDigit(digits.charAt(i + 1))
                        && digits.charAt(i) != digits.charAt(i + 1)).toArray();
        if (places.length == 0) {
            return Optional.empty();
        }
        int at = places[random.nextInt(places.length)];
        return Optional.of(digits.substring(0, at) + digits.charAt(at + 1) + digits.charAt(at) + digits.substring(at + 2));
    }
}
