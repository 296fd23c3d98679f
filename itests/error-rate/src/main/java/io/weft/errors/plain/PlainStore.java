package io.weft.errors.plain;

import io.weft.errors.Account;
import io.weft.errors.Fact;
import io.weft.errors.delivery.Delivery;
import io.weft.errors.delivery.Document;
import io.weft.errors.fault.Scenario;
import io.weft.errors.fault.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stores what parses, once for each message that comes: no check digit, no list, no repeat, no other document is looked at. */
public final class PlainStore {

    private final Map<String, List<Fact>> orders = new HashMap<>();
    private final Map<Integer, List<String>> refused = new HashMap<>();

    private PlainStore() {
    }

    /** @return by the delivery's row */
    public static Map<Integer, Account> run(Scenario scenario) {
        PlainStore store = new PlainStore();
        scenario.sent().forEach(store::take);
        Map<Integer, Account> accounts = new HashMap<>();
        scenario.deliveries().forEach(delivery -> accounts.put(delivery.row(), store.account(delivery)));
        return accounts;
    }

    private void take(Sent sent) {
        try {
            PlainParser.Parsed parsed = sent.kind() == Document.Kind.DESPATCH ? PlainParser.interchange(sent.bytes())
                    : PlainParser.idoc(sent.bytes(), sent.kind());
            orders.computeIfAbsent(parsed.order(), any -> new ArrayList<>()).add(parsed.fact());
        } catch (PlainParser.UnreadableException e) {
            refused.computeIfAbsent(sent.row(), any -> new ArrayList<>()).add("UNREADABLE");
        }
    }

    private Account account(Delivery delivery) {
        List<Fact> due = Document.of(delivery).stream().map(Fact::written).toList();
        return new Account(refused.getOrDefault(delivery.row(), List.of()),
                Fact.same(due, orders.getOrDefault(delivery.order(), List.of())));
    }
}
