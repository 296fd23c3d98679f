package io.weft.errors.delivery;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The buyer's code lists, as an ERP administrator would export them: value by code, {@code code@day} from a day on. */
public final class Lists {

    private Lists() {
    }

    /** @return entries by list */
    public static Map<String, Map<String, String>> of(List<Delivery> deliveries) {
        Map<String, String> material = new TreeMap<>();
        Map<String, String> partner = new TreeMap<>();
        Map<String, String> plant = new TreeMap<>();
        Map<String, String> place = new TreeMap<>();
        Map<String, String> purchaser = new TreeMap<>();
        partner.put(Buyer.NUMBER, Buyer.GLN);
        for (Delivery delivery : deliveries) {
            Party site = delivery.site();
            partner.put(delivery.vendor().number(), delivery.vendor().gln());
            partner.put(site.number(), site.gln());
            plant.put(site.plant(), site.gln());
            place.put(site.plant() + "-" + Buyer.STORE, site.gln() + ".1");
            purchaser.put(site.plant(), Buyer.GLN);
        }
        materials(deliveries.stream().map(Delivery::item).distinct().sorted(Comparator.comparing(Item::gtin)).toList(), material);
        return Map.of("material", material, "partner", partner, "plant", plant, "storage-location", place, "purchaser", purchaser);
    }

    /** Every second former number is withdrawn, the others name the next item since. */
    private static void materials(List<Item> items, Map<String, String> entries) {
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (item.renumbered().isEmpty()) {
                entries.put(item.material(), item.gtin());
            } else {
                String from = "@" + item.renumbered().get();
                entries.put(item.former(), item.gtin());
                entries.put(item.former() + from, i % 2 == 0 ? "" : items.get((i + 1) % items.size()).gtin());
                entries.put(item.material() + from, item.gtin());
            }
        }
    }
}
