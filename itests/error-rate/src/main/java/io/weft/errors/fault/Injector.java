package io.weft.errors.fault;

import io.weft.errors.delivery.Delivery;
import io.weft.errors.delivery.Document;
import io.weft.errors.delivery.Writer;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Chooses deliveries by chance, each for one fault, and writes what is sent. One seed gives one scenario. */
public final class Injector {

    private static final int LATE_HOURS = 5;

    private final List<Delivery> deliveries;
    private final Random random;
    private final Changes changes;
    private final Map<Integer, Fault> faults = new HashMap<>();
    private final Map<Integer, List<Sent>> faulty = new HashMap<>();

    private Injector(List<Delivery> deliveries, long seed) {
        this.deliveries = deliveries;
        this.random = new Random(seed);
        this.changes = new Changes(deliveries, random);
    }

    /**
     * @param perKind faults of each kind
     * @throws IllegalArgumentException naming the kind for which there are too few deliveries
     */
    public static Scenario inject(List<Delivery> deliveries, long seed, int perKind) {
        Injector injector = new Injector(deliveries, seed);
        injector.choose(perKind);
        return injector.scenario();
    }

    /** A delivery that cannot have one kind, because its quantity has one digit or its item was never renumbered, waits for another. */
    private void choose(int perKind) {
        List<Delivery> shuffled = new ArrayList<>(deliveries);
        Collections.shuffle(shuffled, random);
        Deque<Delivery> free = new ArrayDeque<>(shuffled);
        for (FaultKind kind : scarceFirst()) {
            int left = perKind;
            for (int tries = free.size(); left > 0 && tries > 0; tries--) {
                Delivery delivery = free.removeFirst();
                if (inject(kind, delivery)) {
                    left--;
                } else {
                    free.addLast(delivery);
                }
            }
            if (left > 0) {
                throw new IllegalArgumentException(kind.title() + ": " + left + " of " + perKind + " faults find no delivery among "
                        + deliveries.size());
            }
        }
    }

    private static List<FaultKind> scarceFirst() {
        List<FaultKind> kinds = new ArrayList<>(List.of(FaultKind.STALE_MASTER_DATA, FaultKind.UNIT));
        for (FaultKind kind : FaultKind.values()) {
            if (!kinds.contains(kind)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private boolean inject(FaultKind kind, Delivery delivery) {
        List<Document> documents = new ArrayList<>(Document.of(delivery));
        Document.Kind place = pick(Document.Kind.values());
        Document document = documents.get(place.ordinal());
        return switch (kind) {
            case ITEM_DIGITS -> replaced(kind, documents, changes.itemDigits(document));
            case QUANTITY_DIGITS -> replaced(kind, documents, changes.quantityDigits(document));
            case UNIT -> replaced(kind, documents, changes.unit(document));
            case OTHER_LOT -> replaced(kind, documents, changes.otherLot(withLot(documents)));
            case LOT_TYPO -> replaced(kind, documents, changes.lotTypo(withLot(documents)));
            case STALE_MASTER_DATA -> replaced(kind, documents, changes.stale(documents.get(random.nextBoolean() ? 0 : 2)));
            case REPEATED_MESSAGE -> {
                List<Sent> sent = right(documents);
                Sent first = sent.get(place.ordinal());
                sent.add(new Sent(first.row(), first.kind(), first.at().plusHours(1 + random.nextInt(48)), first.bytes()));
                yield put(new Fault(kind, delivery.row(), place, "sent twice"), sent);
            }
            case REPEATED_FACT -> {
                List<Sent> sent = right(documents);
                sent.add(sent(document.again(), document.at().plusHours(1 + random.nextInt(48))));
                yield put(new Fault(kind, delivery.row(), place, "sent again as message " + document.again().number()), sent);
            }
            case LOST -> {
                List<Sent> sent = right(documents);
                sent.remove(place.ordinal());
                yield put(new Fault(kind, delivery.row(), place, "not sent"), sent);
            }
            case LATE -> late(documents, random.nextInt(2));
            case ENCODING -> damaged(documents, place);
            case PLAUSIBLE -> plausible(documents, place);
        };
    }

    private Document withLot(List<Document> documents) {
        return documents.get(1 + random.nextInt(2));
    }

    private boolean replaced(FaultKind kind, List<Document> documents, Optional<Changes.Change> change) {
        if (change.isEmpty()) {
            return false;
        }
        Document wrong = change.get().document();
        documents.set(wrong.kind().ordinal(), wrong);
        return put(new Fault(kind, wrong.delivery().row(), wrong.kind(), change.get().description()), right(documents));
    }

    private boolean late(List<Document> documents, int index) {
        List<Sent> sent = right(documents);
        Sent delayed = sent.remove(index);
        LocalDateTime after = documents.get(index + 1 + random.nextInt(2 - index)).at().plusHours(LATE_HOURS);
        sent.add(new Sent(delayed.row(), delayed.kind(), after, delayed.bytes()));
        return put(new Fault(FaultKind.LATE, delayed.row(), delayed.kind(), "sent " + after + " instead of " + delayed.at()), sent);
    }

    private boolean damaged(List<Document> documents, Document.Kind place) {
        Document document = documents.get(place.ordinal());
        String target = place == Document.Kind.ORDER ? document.delivery().order() : document.lot();
        Damage damage = Damage.of(Writer.text(document), target, Writer.charset(place), random);
        List<Sent> sent = right(documents);
        sent.set(place.ordinal(), new Sent(document.delivery().row(), place, document.at(), damage.bytes()));
        return put(new Fault(FaultKind.ENCODING, document.delivery().row(), place, damage.description()), sent);
    }

    /** In one document, or in despatch advice and receipt alike: what the supplier writes is often copied. */
    private boolean plausible(List<Document> documents, Document.Kind place) {
        boolean copied = place == Document.Kind.DESPATCH && random.nextBoolean();
        Document document = documents.get(place.ordinal());
        Optional<Changes.Change> change = copied ? changes.plausibleIfCopied(document) : changes.plausible(document);
        if (change.isEmpty()) {
            return false;
        }
        Document wrong = change.get().document();
        documents.set(place.ordinal(), wrong);
        if (copied) {
            Document receipt = documents.get(2).withLot(wrong.lot()).withExpiry(wrong.expiry());
            documents.set(2, wrong.delivery().inGrams() ? receipt : receipt.withQuantity(wrong.quantity()));
        }
        return put(new Fault(FaultKind.PLAUSIBLE, wrong.delivery().row(), place,
                change.get().description() + (copied ? ", in the receipt too" : "")), right(documents));
    }

    private boolean put(Fault fault, List<Sent> sent) {
        faults.put(fault.row(), fault);
        faulty.put(fault.row(), sent);
        return true;
    }

    private Scenario scenario() {
        List<Sent> all = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            List<Sent> sent = faulty.get(delivery.row());
            all.addAll(sent != null ? sent : right(Document.of(delivery)));
        }
        all.sort(Comparator.comparing(Sent::at));
        List<Fault> told = faults.values().stream().sorted(Comparator.comparing(Fault::kind).thenComparing(Fault::row)).toList();
        return new Scenario(deliveries, List.copyOf(all), told);
    }

    /** As they are, each when it is due. */
    private static List<Sent> right(List<Document> documents) {
        List<Sent> sent = new ArrayList<>();
        documents.forEach(document -> sent.add(sent(document, document.at())));
        return sent;
    }

    private static Sent sent(Document document, LocalDateTime at) {
        return new Sent(document.delivery().row(), document.kind(), at,
                Writer.text(document).getBytes(Writer.charset(document.kind())));
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
