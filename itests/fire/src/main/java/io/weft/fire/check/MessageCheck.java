package io.weft.fire.check;

import io.weft.fire.load.Sent;
import io.weft.launcher.HubClient;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Compares the client's list with the store: each acknowledged document is there once, under the receipt that the client
 * was given, with as many events as it holds; and nothing is there that the client did not send.
 *
 * <p>The documents name lots {@code FIRE-<index>-<line>}, so that an event is recognised by what it says, whatever message
 * it came from.
 */
public final class MessageCheck {

    private static final int FETCHED_AT_ONCE = 5_000;
    private static final int ASKED_OVER_REST = 200;

    private final Findings findings;

    public MessageCheck(Findings findings) {
        this.findings = findings;
    }

    /** What became of the messages; all numbers but the first two have to be 0 but for repeats. */
    public record Result(long sent, long stored, long lost, long doubled, long unknown, long notMapped, long otherReceipt,
            long events, long eventsLost, long eventsDoubled, long repeats) {

        public Map<String, Object> report() {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("sent", sent);
            report.put("stored", stored);
            report.put("lost", lost);
            report.put("doubled", doubled);
            report.put("unknown", unknown);
            report.put("notMapped", notMapped);
            report.put("otherReceipt", otherReceipt);
            report.put("events", events);
            report.put("eventsLost", eventsLost);
            report.put("eventsDoubled", eventsDoubled);
            report.put("answeredAsDuplicate", repeats);
            return report;
        }
    }

    /** One row of the store. */
    private record Stored(String key, String receipt, String outcome, int messages, int events) {
    }

    /** @param keyPrefix of every Idempotency-Key of the run */
    public Result check(Connection store, List<Sent> sent, String keyPrefix) throws SQLException {
        Map<String, Stored> byKey = stored(store, keyPrefix);
        List<String> lost = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        List<String> notMapped = new ArrayList<>();
        List<String> otherReceipt = new ArrayList<>();
        List<String> eventsLost = new ArrayList<>();
        List<String> eventsDoubled = new ArrayList<>();
        long events = 0;
        int storedCount = byKey.size();
        for (Sent document : sent) {
            Stored row = byKey.remove(document.key());
            if (row == null) {
                lost.add(document.key());
                continue;
            }
            events += row.events();
            note(row.messages() > 1, doubled, document.key());
            note(!row.outcome().equals("MAPPED"), notMapped, document.key() + " " + row.outcome());
            note(!row.receipt().equals(document.receipt()), otherReceipt, document.key());
            note(row.events() < document.events(), eventsLost, document.key() + " has " + row.events());
            note(row.events() > document.events(), eventsDoubled, document.key() + " has " + row.events());
        }
        List<String> twice = lotsToldTwice(store);
        eventsDoubled.addAll(twice);
        findings.expectNone(lost, "acknowledged messages are lost");
        findings.expectNone(doubled, "messages are stored twice");
        findings.expectNone(List.copyOf(byKey.keySet()), "messages were never sent");
        findings.expectNone(notMapped, "messages are not mapped");
        findings.expectNone(otherReceipt, "messages are not under the receipt that the client has");
        findings.expectNone(eventsLost, "messages have too few events");
        findings.expectNone(eventsDoubled, "messages or lots have too many events");
        long repeats = sent.stream().filter(document -> document.outcome().equals("DUPLICATE")).count();
        return new Result(sent.size(), storedCount, lost.size(), doubled.size(), byKey.size(), notMapped.size(),
                otherReceipt.size(), events, eventsLost.size(), eventsDoubled.size(), repeats);
    }

    private static void note(boolean fault, List<String> faults, String which) {
        if (fault) {
            faults.add(which);
        }
    }

    private static Map<String, Stored> stored(Connection store, String keyPrefix) throws SQLException {
        Map<String, Stored> byKey = new HashMap<>();
        try (PreparedStatement statement = store.prepareStatement("""
                with told as (select message, count(*) as events from event group by message)
                select m.transport_key, m.receipt, m.outcome, coalesce(t.events, 0)
                  from message m left join told t on t.message = m.receipt
                 where starts_with(m.transport_key, ?)""")) {
            statement.setString(1, keyPrefix);
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Stored one = new Stored(row.getString(1), row.getString(2), row.getString(3), 1, row.getInt(4));
                    byKey.merge(one.key(), one, (first, second) -> new Stored(first.key(), first.receipt(),
                            first.outcome(), first.messages() + 1, first.events() + second.events()));
                }
            }
        }
        return byKey;
    }

    /** Independent of message and event ids: the same lot in two events was counted twice. */
    private static List<String> lotsToldTwice(Connection store) throws SQLException {
        List<String> lots = new ArrayList<>();
        try (PreparedStatement statement = store.prepareStatement("""
                select key from event_key where key like '%/10/FIRE-%' group by key having count(*) > 1""");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                lots.add("lot " + row.getString(1));
            }
        }
        return lots;
    }

    /** Asks the hub itself for some of the client's receipts. @return how many were asked */
    public int askHub(HubClient hub, List<Sent> sent, Random random) throws IOException, InterruptedException {
        int asked = Math.min(ASKED_OVER_REST, sent.size());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < asked; i++) {
            Sent document = sent.get(random.nextInt(sent.size()));
            HubClient.Answer answer = hub.get("/messages/" + document.receipt());
            if (answer.status() != 200 || !"MAPPED".equals(answer.json().get("outcome"))
                    || ((List<?>) answer.json().get("events")).size() != document.events()) {
                wrong.add(document.key() + ": " + answer.status());
            }
        }
        findings.expectNone(wrong, "messages are not over REST as the client has them");
        return asked;
    }
}
