package io.weft.event;

import io.weft.event.EventKey.Role;
import io.weft.identity.Identifier;
import io.weft.identity.InvalidIdentifierException;
import io.weft.identity.UriSyntax;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the keys of an event in the order of its body. A key of one role stands once, but for quantities, each of which
 * counts. What has not the shape of an identifier is left to {@link EventShapes}.
 */
final class KeyReader {

    private final Findings findings;
    private final Set<EventKey> unmeasured = new HashSet<>();
    private final List<EventKey> keys = new ArrayList<>();

    KeyReader(Findings findings) {
        this.findings = findings;
    }

    List<EventKey> read(EventType type, Map<String, ?> event) {
        if (type == EventType.MASTER_DATA) {
            identifier(Role.SUBJECT, event.get("id"), Path.EVENT.member("id"));
            return List.copyOf(keys);
        }
        for (Map.Entry<String, ?> member : event.entrySet()) {
            Path path = Path.EVENT.member(member.getKey());
            Object value = member.getValue();
            switch (member.getKey()) {
                case "epcList" -> identifiers(Role.SUBJECT, value, path);
                case "quantityList" -> quantities(Role.SUBJECT, value, path);
                case "parentID" -> identifier(Role.PARENT, value, path);
                case "childEPCs" -> identifiers(Role.CHILD, value, path);
                case "childQuantityList" -> quantities(Role.CHILD, value, path);
                case "inputEPCList" -> identifiers(Role.INPUT, value, path);
                case "inputQuantityList" -> quantities(Role.INPUT, value, path);
                case "outputEPCList" -> identifiers(Role.OUTPUT, value, path);
                case "outputQuantityList" -> quantities(Role.OUTPUT, value, path);
                case "bizTransactionList" -> members(Role.TRANSACTION, value, path, "bizTransaction");
                case "transformationID" -> identifier(Role.TRANSFORMATION, value, path);
                case "bizLocation" -> member(Role.LOCATION, value, path, "id");
                case "readPoint" -> member(Role.READ_POINT, value, path, "id");
                case "sourceList" -> members(Role.SOURCE, value, path, "source");
                case "destinationList" -> members(Role.DESTINATION, value, path, "destination");
                case "sensorElementList" -> devices(value, path);
                default -> { } // Every other member names no key.
            }
        }
        return List.copyOf(keys);
    }

    private void identifiers(Role role, Object value, Path path) {
        List<?> list = list(value);
        for (int i = 0; i < list.size(); i++) {
            identifier(role, list.get(i), path.element(i));
        }
    }

    private void members(Role role, Object value, Path path, String name) {
        List<?> list = list(value);
        for (int i = 0; i < list.size(); i++) {
            member(role, list.get(i), path.element(i), name);
        }
    }

    private void member(Role role, Object value, Path path, String name) {
        if (value instanceof Map<?, ?> object) {
            identifier(role, object.get(name), path.member(name));
        }
    }

    private void devices(Object value, Path path) {
        List<?> elements = list(value);
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof Map<?, ?> element) {
                Path at = path.element(i);
                member(Role.DEVICE, element.get("sensorMetadata"), at.member("sensorMetadata"), "deviceID");
                members(Role.DEVICE, element.get("sensorReport"), at.member("sensorReport"), "deviceID");
            }
        }
    }

    private void quantities(Role role, Object value, Path path) {
        List<?> list = list(value);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Map<?, ?> element) {
                Optional<Quantity> quantity = quantity(element);
                identify(element.get("epcClass"), path.element(i).member("epcClass"))
                        .forEach(identifier -> add(new EventKey(role, identifier.canonical(), quantity)));
            }
        }
    }

    private static Optional<Quantity> quantity(Map<?, ?> element) {
        Object number = element.get("quantity");
        if (!Shapes.isNumber(number)) {
            return Optional.empty();
        }
        BigDecimal value = number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(((Number) number).longValue());
        return Optional.of(new Quantity(value, unit(element.get("uom"))));
    }

    private static Optional<Unit> unit(Object uom) {
        return uom instanceof String code && Unit.isCode(code) ? Optional.of(new Unit(code)) : Optional.empty();
    }

    private void identifier(Role role, Object value, Path path) {
        for (Identifier identifier : identify(value, path)) {
            add(new EventKey(role, identifier.canonical(), Optional.empty()));
        }
    }

    private void add(EventKey key) {
        if (key.quantity().isPresent() || unmeasured.add(key)) {
            keys.add(key);
        }
    }

    private List<Identifier> identify(Object value, Path path) {
        if (!(value instanceof String uri) || !UriSyntax.isUri(uri)) {
            return List.of();
        }
        try {
            return Identifier.allOf(uri);
        } catch (InvalidIdentifierException e) {
            findings.add(path, uri, e.rule());
            return List.of();
        }
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
