package io.weft.decision.interlock;

import io.weft.event.CanonicalJson;
import io.weft.event.EventId;
import io.weft.event.EventKey;
import io.weft.event.JsonException;
import io.weft.event.Unit;
import io.weft.identity.ThreadKey;
import io.weft.thread.StoredEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads where a lot stands from the events of its thread. What was declared an error does not count. */
final class StandingReader {

    /** The step of the interlock's own answers. */
    static final String STEP = "https://weft.io/ns/step/interlock";

    private static final Set<String> HARMLESS = Set.of("no-impact", "release");

    private final String lot;
    private final Map<String, String> deviations = new LinkedHashMap<>();
    private final Set<String> lifted = new HashSet<>();
    private final Map<String, BigDecimal> balance = new TreeMap<>();
    private Optional<LocalDate> expiry = Optional.empty();
    private Optional<LocalDate> retest = Optional.empty();
    private Optional<LotStanding.Usage> usage = Optional.empty();
    private boolean known;

    private StandingReader(ThreadKey lot) {
        this.lot = lot.canonical();
    }

    /** @param events of the lot, by event time; of other things, too */
    static LotStanding read(ThreadKey lot, List<StoredEvent> events) {
        Set<EventId> wrong = new HashSet<>();
        events.stream().filter(stored -> stored.event().errorDeclaration().isPresent())
                .forEach(stored -> wrong.add(stored.event().id()));
        StandingReader reader = new StandingReader(lot);
        Set<EventId> counted = new HashSet<>();
        for (StoredEvent stored : events) {
            if (!wrong.contains(stored.event().id()) && reader.names(stored)) {
                reader.read(stored, stored.sameFactAs().stream().noneMatch(counted::contains));
                counted.add(stored.event().id());
            }
        }
        return reader.standing();
    }

    private boolean names(StoredEvent stored) {
        return stored.event().keys().stream().anyMatch(key -> key.key().equals(lot));
    }

    /** @param fresh whether no other source told the same fact before */
    private void read(StoredEvent stored, boolean fresh) {
        Map<?, ?> body = body(stored);
        if (STEP.equals(body.get("bizStep"))) {
            return;
        }
        known = true;
        if (fresh) {
            count(stored, step(body));
        }
        member(body, "weft:deviation").filter(deviation -> holds(deviation, body)).ifPresent(deviation ->
                deviations.put(text(deviation, "weft:id"), text(deviation, "weft:rule")));
        member(body, "weft:assessment").filter(assessment -> HARMLESS.contains(text(assessment, "weft:decision")))
                .ifPresent(assessment -> lifted.add(text(assessment, "weft:deviation")));
        member(body, "weft:usageDecision").ifPresent(this::decide);
        member(body, "weft:lot").ifPresent(this::date);
        member(body, "ilmd").ifPresent(ilmd -> {
            day(ilmd, "cbvmda:itemExpirationDate").ifPresent(day -> expiry = Optional.of(day));
            member(ilmd, "weft:lot").ifPresent(this::date);
        });
    }

    /** What a policy tells without a hold is a warning; what people record holds the lot until it is assessed. */
    private static boolean holds(Map<?, ?> deviation, Map<?, ?> body) {
        return text(deviation, "weft:policy").isEmpty() || body.containsKey("bizTransactionList");
    }

    private void decide(Map<?, ?> decision) {
        Instant at = OffsetDateTime.parse(text(decision, "weft:at")).toInstant();
        if (usage.filter(earlier -> earlier.at().isAfter(at)).isEmpty()) {
            usage = Optional.of(new LotStanding.Usage(text(decision, "weft:code"), text(decision, "weft:by"), at));
        }
    }

    private void date(Map<?, ?> dates) {
        day(dates, "weft:expiryDate").ifPresent(day -> expiry = Optional.of(day));
        day(dates, "weft:retestDate").ifPresent(day -> retest = Optional.of(day));
    }

    private static Optional<LocalDate> day(Map<?, ?> dates, String name) {
        String text = text(dates, name);
        try {
            // CBV 2.0, 9 lets a date stand with a time; the day is what counts.
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text.substring(0, Math.min(10, text.length()))));
        } catch (DateTimeParseException e) {
            // No day that anybody could keep to: as of today the lot is past it.
            return Optional.of(LocalDate.MIN);
        }
    }

    /** Receipt and manufacture add, consumption takes; what is only seen or moved changes nothing. */
    private void count(StoredEvent stored, String step) {
        for (EventKey key : stored.event().keys()) {
            if (key.key().equals(lot) && key.quantity().isPresent()) {
                BigDecimal amount = key.quantity().get().value();
                String unit = key.quantity().get().unit().map(Unit::code).orElse("");
                switch (key.role()) {
                    case OUTPUT -> balance.merge(unit, amount, BigDecimal::add);
                    case INPUT -> balance.merge(unit, amount.negate(), BigDecimal::add);
                    case SUBJECT -> {
                        if (step.equals("receiving")) {
                            balance.merge(unit, amount, BigDecimal::add);
                        }
                    }
                    case PARENT, CHILD, TRANSACTION, LOCATION, READ_POINT, SOURCE, DESTINATION, DEVICE -> { }
                }
            }
        }
    }

    /** Bare, URN and Web URI form of a CBV business step (CBV 2.0, 7.1) all end in its bare name. */
    private static String step(Map<?, ?> body) {
        String written = text(body, "bizStep");
        return written.substring(1 + Math.max(written.lastIndexOf(':'),
                Math.max(written.lastIndexOf('/'), written.lastIndexOf('-'))));
    }

    private LotStanding standing() {
        List<LotStanding.Hold> holds = new ArrayList<>();
        deviations.forEach((id, rule) -> {
            if (!lifted.contains(id)) {
                holds.add(new LotStanding.Hold(id, rule));
            }
        });
        return new LotStanding(known, List.copyOf(holds), expiry, retest, usage, Map.copyOf(balance));
    }

    private static Optional<Map<?, ?>> member(Map<?, ?> object, String name) {
        return object.get(name) instanceof Map<?, ?> member ? Optional.of(member) : Optional.empty();
    }

    private static String text(Map<?, ?> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    private static Map<?, ?> body(StoredEvent stored) {
        try {
            return (Map<?, ?>) CanonicalJson.read(stored.event().body());
        } catch (JsonException e) {
            throw new IllegalStateException("the body of event " + stored.event().id() + " is not its canonical text", e);
        }
    }
}
