package io.weft.engine;

import io.weft.engine.function.CodeLists;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Code lists whose entries hold from a day on. An entry is written {@code code = value}, or {@code code@2026-01-01 =
 * value} to hold from that day; an empty value ends the code from that day. Immutable.
 */
public final class EffectiveCodeLists implements CodeLists {

    private static final char FROM = '@';
    private static final int DATE_LENGTH = "2026-01-01".length();

    private final Map<String, Map<String, NavigableMap<LocalDate, String>>> lists;

    private EffectiveCodeLists(Map<String, Map<String, NavigableMap<LocalDate, String>>> lists) {
        this.lists = lists;
    }

    /**
     * @param entries values by list and by entry
     * @throws IllegalArgumentException naming the entry whose day is none
     */
    public static EffectiveCodeLists of(Map<String, Map<String, String>> entries) {
        Map<String, Map<String, NavigableMap<LocalDate, String>>> lists = new HashMap<>();
        entries.forEach((list, codes) -> {
            Map<String, NavigableMap<LocalDate, String>> byCode = new HashMap<>();
            codes.forEach((entry, value) -> {
                int at = fromAt(entry);
                String code = at < 0 ? entry : entry.substring(0, at);
                byCode.computeIfAbsent(code, ignored -> new TreeMap<>()).put(from(entry, at, list), value);
            });
            lists.put(list, byCode);
        });
        return new EffectiveCodeLists(lists);
    }

    /** A code may hold an {@code @} itself; only one before what looks like a date is meant. */
    private static int fromAt(String entry) {
        int at = entry.length() - DATE_LENGTH - 1;
        return at > 0 && entry.charAt(at) == FROM && entry.charAt(at + 5) == '-' && entry.charAt(at + 8) == '-' ? at : -1;
    }

    private static LocalDate from(String entry, int at, String list) {
        try {
            return at < 0 ? LocalDate.MIN : LocalDate.parse(entry.substring(at + 1));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(list + ": entry." + entry + ": '" + entry.substring(at + 1)
                    + "' is no day", e);
        }
    }

    @Override
    public Found find(String list, String code, LocalDate at) {
        Map<String, NavigableMap<LocalDate, String>> codes = lists.get(list);
        if (codes == null) {
            return new Found.NoList();
        }
        NavigableMap<LocalDate, String> values = codes.get(code);
        Map.Entry<LocalDate, String> entry = values == null ? null : values.floorEntry(at);
        return entry == null || entry.getValue().isBlank() ? new Found.NoEntry() : new Found.Value(entry.getValue());
    }
}
