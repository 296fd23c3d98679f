package io.weft.fire.swap;

import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import io.weft.fire.check.Findings;
import io.weft.fire.load.Sent;
import io.weft.fire.site.ReceiptMapping;
import io.weft.thread.postgres.StoredBody;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether each event was made by the mapping version that its envelope names, and whether on each connection, where one
 * document follows the acknowledgement of the other, a version never comes back after a newer one.
 */
final class VersionCheck {

    private final Findings findings;

    VersionCheck(Findings findings) {
        this.findings = findings;
    }

    /** What one message was made into. */
    private record Made(String version, boolean replayed) {
    }

    Map<String, Object> check(Connection store, String keyPrefix, List<List<Sent>> connections, int versions) throws SQLException {
        Map<String, Integer> numberOfStep = new HashMap<>();
        for (int number = 1; number <= versions; number++) {
            numberOfStep.put(ReceiptMapping.step(number), number);
        }
        Map<String, Made> made = new HashMap<>();
        Map<String, Long> events = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        long replayed = 0;
        try (PreparedStatement statement = store.prepareStatement("""
                select m.transport_key, e.mapping_id, e.mapping_version, e.body, e.envelope, m.mapping_version, m.replay
                  from event e join message m on m.receipt = e.message where starts_with(m.transport_key, ?)""")) {
            statement.setString(1, keyPrefix);
            statement.setFetchSize(5_000);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String version = row.getString(3);
                    String told = ReceiptMapping.version(numberOfStep.getOrDefault(step(StoredBody.canonical(row.getBytes(4))), 0));
                    boolean same = row.getString(2).equals(ReceiptMapping.ID) && version.equals(told)
                            && version.equals(row.getString(6)) && names(row.getBytes(5), version);
                    if (!same) {
                        wrong.add(row.getString(1) + " by " + version + " tells " + told);
                    }
                    events.merge(version, 1L, Long::sum);
                    made.put(row.getString(1), new Made(version, row.getInt(7) > 0));
                    replayed += row.getInt(7) > 0 ? 1 : 0;
                }
            }
        }
        findings.expectNone(wrong, "events were made by another mapping version than they name");
        List<String> back = connections.stream().flatMap(list -> backwards(list, made).stream()).toList();
        findings.expectNone(back, "documents were mapped by an older version than the one before on their connection");
        findings.expect(events.size() >= 2, "only the versions " + events.keySet() + " made events");
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("eventsByVersion", events);
        report.put("eventsReplayed", replayed);
        report.put("wrongVersion", wrong.size());
        report.put("backwards", back.size());
        return report;
    }

    private static List<String> backwards(List<Sent> sent, Map<String, Made> made) {
        List<String> back = new ArrayList<>();
        int newest = 0;
        for (Sent document : sent) {
            Made how = made.get(document.key());
            // One that waited for a mapping in quarantine was made by whatever came then.
            if (how != null && !how.replayed()) {
                int number = Integer.parseInt(how.version().substring(0, how.version().indexOf('.')));
                if (number < newest) {
                    back.add(document.key());
                }
                newest = Math.max(newest, number);
            }
        }
        return back;
    }

    private static String step(byte[] body) {
        try {
            return String.valueOf(((Map<?, ?>) CanonicalJson.read(body)).get("bizStep"));
        } catch (JsonException e) {
            throw new IllegalStateException("an event's body is canonical JSON", e);
        }
    }

    /** The envelope is length-prefixed (docs/proof-format.md): id and version of the mapping stand side by side. */
    private static boolean names(byte[] envelope, String version) {
        String text = new String(envelope, java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.contains(prefixed(ReceiptMapping.ID) + prefixed(version));
    }

    private static String prefixed(String part) {
        return "\0\0\0" + (char) part.length() + part;
    }
}
