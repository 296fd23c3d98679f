package io.weft.decision.match;

import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.EventKey;
import io.weft.event.EventType;
import io.weft.event.JsonException;
import io.weft.event.Unit;
import io.weft.thread.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Reads what events say about orders. The expiry of a lot is told by an event of its own in the same message
 * (EPCIS 2.0, 7.3.6), and counts for what that message says only.
 */
public final class TransactionReader {

    private static final String LOT = "/10/";

    private final Map<String, List<Statement>> statements = new TreeMap<>();
    private final Map<String, List<EventId>> repeated = new TreeMap<>();
    private final Map<EventId, String> counted = new HashMap<>();
    private final Map<UUID, Map<String, String>> expiries = new HashMap<>();

    private TransactionReader() {
    }

    /** @param events of any number of orders, none of which was declared an error; in the order of their intake */
    public static List<BusinessTransaction> read(List<StoredEvent> events) {
        TransactionReader reader = new TransactionReader();
        List<Told> told = events.stream().map(Told::of).toList();
        told.forEach(reader::readExpiry);
        told.forEach(reader::readStatements);
        return reader.statements.entrySet().stream().map(order -> new BusinessTransaction(order.getKey(),
                List.copyOf(order.getValue()), List.copyOf(reader.repeated.getOrDefault(order.getKey(), List.of())))).toList();
    }

    private record Told(StoredEvent stored, Map<?, ?> body) {

        static Told of(StoredEvent stored) {
            try {
                return new Told(stored, (Map<?, ?>) CanonicalJson.read(stored.event().body()));
            } catch (JsonException e) {
                throw new IllegalStateException("the body of event " + stored.event().id() + " is not its canonical text", e);
            }
        }

        Event event() {
            return stored.event();
        }

        /** Bare, URN and Web URI form of a CBV term (CBV 2.0, 7) all end in its bare name. */
        static String term(Object written) {
            String text = written instanceof String string ? string : "";
            return text.substring(1 + Math.max(text.lastIndexOf(':'), Math.max(text.lastIndexOf('/'), text.lastIndexOf('-'))));
        }

        List<String> orders() {
            List<String> orders = new ArrayList<>();
            if (body.get("bizTransactionList") instanceof List<?> list) {
                for (Object element : list) {
                    if (element instanceof Map<?, ?> transaction && term(transaction.get("type")).equals("po")
                            && transaction.get("bizTransaction") instanceof String order) {
                        orders.add(order);
                    }
                }
            }
            return orders;
        }

        Optional<Statement.Kind> kind() {
            if (event().type() == EventType.TRANSACTION) {
                return Optional.of(Statement.Kind.ORDER).filter(kind -> "ADD".equals(body.get("action")));
            }
            return switch (term(body.get("bizStep"))) {
                case "packing", "shipping" -> Optional.of(Statement.Kind.DESPATCH);
                case "receiving" -> Optional.of(Statement.Kind.RECEIPT);
                default -> Optional.empty();
            };
        }
    }

    private void readExpiry(Told told) {
        if (told.body().get("ilmd") instanceof Map<?, ?> ilmd
                && ilmd.get("cbvmda:itemExpirationDate") instanceof String expiry) {
            told.event().keys().stream().filter(key -> key.role() == EventKey.Role.SUBJECT).forEach(key ->
                    expiries.computeIfAbsent(told.stored().message(), message -> new HashMap<>()).put(key.key(), expiry));
        }
    }

    private void readStatements(Told told) {
        Optional<Statement.Kind> kind = told.kind();
        List<String> orders = told.orders();
        if (kind.isEmpty() || orders.isEmpty()) {
            return;
        }
        // What two systems say alike is one fact; what one says twice may be a mistake.
        String mapping = told.stored().mapping().id();
        List<String> earlier = told.stored().sameFactAs().stream().filter(counted::containsKey).map(counted::get).toList();
        counted.put(told.event().id(), mapping);
        for (String order : orders) {
            List<Statement> ofOrder = statements.computeIfAbsent(order, any -> new ArrayList<>());
            if (earlier.isEmpty()) {
                ofOrder.addAll(statements(told, kind.get()));
            } else if (earlier.contains(mapping)) {
                repeated.computeIfAbsent(order, any -> new ArrayList<>()).add(told.event().id());
            }
        }
    }

    private List<Statement> statements(Told told, Statement.Kind kind) {
        Map<String, String> expiry = expiries.getOrDefault(told.stored().message(), Map.of());
        List<Statement> found = new ArrayList<>();
        for (EventKey key : told.event().keys()) {
            boolean goods = key.role() == EventKey.Role.SUBJECT || key.role() == EventKey.Role.CHILD;
            if (goods && key.quantity().isPresent()) {
                int lot = key.key().indexOf(LOT);
                found.add(new Statement(kind, told.event().id(), told.event().eventTime(),
                        lot < 0 ? key.key() : key.key().substring(0, lot),
                        lot < 0 ? Optional.empty() : Optional.of(key.key()), key.quantity().get().value(),
                        key.quantity().get().unit().map(Unit::code).orElse(""), Optional.ofNullable(expiry.get(key.key()))));
            }
        }
        return found;
    }
}
