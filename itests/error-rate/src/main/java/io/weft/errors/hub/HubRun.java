package io.weft.errors.hub;

import io.weft.adapter.Outcome;
import io.weft.adapter.Receipt;
import io.weft.decision.match.BusinessTransaction;
import io.weft.decision.match.OrderEvents;
import io.weft.decision.match.Statement;
import io.weft.decision.match.Terms;
import io.weft.decision.match.ThreeWayMatch;
import io.weft.errors.Account;
import io.weft.errors.Fact;
import io.weft.errors.delivery.Delivery;
import io.weft.errors.delivery.Document;
import io.weft.errors.delivery.Lists;
import io.weft.errors.fault.Scenario;
import io.weft.errors.fault.Sent;
import io.weft.model.hash.CbvEventHash;
import io.weft.thread.StoreUnavailableException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Sends a scenario through the hub's intake and asks it afterwards what it has and what it says. */
public final class HubRun {

    private static final int GROUP = 256;
    private static final int TELL_EVERY = 4_096;
    /** Exact, as the documents are; asked when everything that may still come had its time. */
    private static final Terms TERMS = new Terms(Duration.ofDays(30), BigDecimal.ZERO);
    private static final Duration AFTERWARDS = Duration.ofDays(365);
    private static final int GTIN_DIGITS = 14;

    private final Scenario scenario;
    private final Consumer<String> progress;
    private final Map<Integer, List<String>> reports = new HashMap<>();

    private HubRun(Scenario scenario, Consumer<String> progress) {
        this.scenario = scenario;
        this.progress = progress;
    }

    /**
     * @param folder for the database; empty, and left to the caller
     * @return by the delivery's row
     */
    public static Map<Integer, Account> run(Scenario scenario, Path folder, Consumer<String> progress) throws Exception {
        try (SiteStore site = new SiteStore(folder)) {
            HubRun run = new HubRun(scenario, progress);
            run.send(new Intake(Mappings.interpreter(Lists.of(scenario.deliveries())), new CbvEventHash(), site.store()));
            return run.accounts(new OrderEvents(site.query()));
        }
    }

    private void send(Intake intake) throws StoreUnavailableException {
        List<Sent> sent = scenario.sent();
        for (int from = 0; from < sent.size(); from += GROUP) {
            List<Sent> group = sent.subList(from, Math.min(from + GROUP, sent.size()));
            List<Receipt> receipts = intake.take(group);
            for (int i = 0; i < group.size(); i++) {
                note(group.get(i), receipts.get(i));
            }
            if (from / TELL_EVERY != (from + GROUP) / TELL_EVERY) {
                progress.accept("taken in: " + Math.min(from + GROUP, sent.size()) + " of " + sent.size() + " messages");
            }
        }
    }

    /** A repeat that is recognised and dropped is no report: nobody has to act on it. */
    private void note(Sent sent, Receipt receipt) {
        if (receipt.outcome() == Outcome.QUARANTINED) {
            receipt.reasons().forEach(reason ->
                    reports.computeIfAbsent(sent.row(), any -> new ArrayList<>()).add(reason.code()));
        }
    }

    private Map<Integer, Account> accounts(OrderEvents events) throws StoreUnavailableException {
        Instant asOf = scenario.sent().get(scenario.sent().size() - 1).at().toInstant(ZoneOffset.UTC).plus(AFTERWARDS);
        Map<Integer, Account> accounts = new HashMap<>();
        for (Delivery delivery : scenario.deliveries()) {
            accounts.put(delivery.row(), account(delivery, events.of(delivery.order()), asOf));
            if (accounts.size() % TELL_EVERY == 0) {
                progress.accept("matched: " + accounts.size() + " of " + scenario.deliveries().size() + " orders");
            }
        }
        return accounts;
    }

    private Account account(Delivery delivery, List<BusinessTransaction> transactions, Instant asOf) {
        List<String> said = new ArrayList<>(reports.getOrDefault(delivery.row(), List.of()));
        List<Fact> stored = new ArrayList<>();
        for (BusinessTransaction transaction : transactions) {
            ThreeWayMatch.of(transaction, TERMS, asOf).forEach(finding -> said.add("MATCH_" + finding.code()));
            transaction.statements().forEach(statement -> stored.add(fact(statement)));
        }
        List<Fact> due = Document.of(delivery).stream().map(Fact::meant).toList();
        return new Account(List.copyOf(said), Fact.same(due, stored));
    }

    private static Fact fact(Statement statement) {
        return new Fact(Document.Kind.valueOf(statement.kind().name()), statement.at(),
                statement.item().substring(statement.item().length() - GTIN_DIGITS),
                statement.lot().map(lot -> lot.substring(lot.lastIndexOf('/') + 1)).orElse(""), statement.quantity(),
                statement.unit(), statement.expiry().orElse(""));
    }
}
