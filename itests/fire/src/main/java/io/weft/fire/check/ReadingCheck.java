package io.weft.fire.check;

import io.weft.fire.hub.Plant.Published;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the server's list with the store: what is stored was published and is there once; what is missing is named. */
public final class ReadingCheck {

    private static final int FETCHED_AT_ONCE = 10_000;

    private final Findings findings;

    public ReadingCheck(Findings findings) {
        this.findings = findings;
    }

    /**
     * Rounds that were published and are not stored.
     *
     * @param rounds as {@code "12-40 of 200 items"}
     */
    public record Result(long published, long stored, long missing, long doubled, long unknown, List<String> rounds) {

        public Map<String, Object> report() {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("published", published);
            report.put("stored", stored);
            report.put("missing", missing);
            report.put("doubled", doubled);
            report.put("unknown", unknown);
            report.put("missingRounds", rounds);
            return report;
        }
    }

    /** @param complete whether it is a finding that a reading is missing */
    public Result check(Connection store, String instance, Published published, boolean complete) throws SQLException {
        Map<String, Integer> places = new HashMap<>();
        for (int item = 0; item < published.items().size(); item++) {
            places.put(published.items().get(item), item);
        }
        BitSet[] found = new BitSet[published.rounds()];
        Arrays.setAll(found, round -> new BitSet());
        List<String> doubled = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        long stored = 0;
        try (PreparedStatement statement = store.prepareStatement("""
                select i.item, r.source_time, r.value, r.status from reading r join item i on i.id = r.item
                 where i.instance = ? and r.value is not null""")) {
            statement.setString(1, instance);
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    stored++;
                    String name = row.getString(1) + "@" + row.getLong(2);
                    int round = Arrays.binarySearch(published.ticks(), row.getLong(2));
                    Integer item = places.get(row.getString(1));
                    if (round < 0 || item == null || row.getLong(4) != 0 || differs(row.getBigDecimal(3), item, round)) {
                        unknown.add(name + "=" + row.getBigDecimal(3));
                    } else if (found[round].get(item)) {
                        doubled.add(name);
                    } else {
                        found[round].set(item);
                    }
                }
            }
        }
        long present = Arrays.stream(found).mapToLong(BitSet::cardinality).sum();
        List<String> missing = missing(found, published.items().size());
        findings.expectNone(doubled, "readings are stored twice");
        findings.expectNone(unknown, "readings were never published");
        findings.expect(!complete || missing.isEmpty(), "readings are missing: rounds " + missing);
        return new Result(published.readings(), stored, published.readings() - present, doubled.size(), unknown.size(), missing);
    }

    private static boolean differs(BigDecimal value, int item, int round) {
        return Published.value(item, round).compareTo(value) != 0;
    }

    /** Rounds in a row from which as many items are missing are one entry. */
    private static List<String> missing(BitSet[] found, int items) {
        List<String> ranges = new ArrayList<>();
        int begin = 0;
        for (int round = 1; round <= found.length; round++) {
            int absent = items - found[begin].cardinality();
            if (round == found.length || items - found[round].cardinality() != absent) {
                if (absent > 0) {
                    ranges.add(begin + (round - 1 == begin ? "" : "-" + (round - 1)) + " of " + absent + " items");
                }
                begin = round;
            }
        }
        return ranges;
    }
}
