package io.weft.mapping.epcis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What people know an EPCIS message by: its own ids and the business transactions that its events name. */
final class SearchKeys {

    private static final int MAXIMUM = 100;

    private SearchKeys() {
    }

    static List<String> of(EpcisDocument document) {
        Set<String> keys = new LinkedHashSet<>(document.ids());
        for (Part event : document.events()) {
            if (event.body().get("bizTransactionList") instanceof List<?> transactions) {
                for (Object transaction : transactions) {
                    if (transaction instanceof Map<?, ?> map && map.get("bizTransaction") instanceof String id) {
                        keys.add(id);
                    }
                }
            }
        }
        return keys.stream().limit(MAXIMUM).toList();
    }
}
