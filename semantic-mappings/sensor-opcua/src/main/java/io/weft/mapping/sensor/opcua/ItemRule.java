package io.weft.mapping.sensor.opcua;

import io.weft.event.Series;
import io.weft.event.Unit;
import io.weft.identity.Identifier;
import io.weft.identity.InvalidIdentifierException;
import java.util.Optional;

/**
 * What items of one form mean: {@code <nodeId>|<device>|<measure>|<unit>}. The NodeId may hold one {@code {n}}, which
 * stands for a part of the name; the device then holds it too. A NodeId may itself hold {@code |}: the last three parts
 * are read from the right.
 *
 * @param key    key of the rule in the configuration
 * @param before text before the part that varies, or all of it
 * @param after  text after the part that varies
 * @param varies whether a part varies
 * @param device identifier of the device, with {@code {n}} where the part belongs
 */
record ItemRule(String key, String before, String after, boolean varies, String device, Series.Measure measure,
        Unit unit) {

    private static final String PLACEHOLDER = "{n}";
    private static final int PARTS_AFTER_NODE = 3;
    private static final String UNRESERVED = "[A-Za-z0-9._~-]+";

    /** @throws IllegalArgumentException whose message names value and rule */
    static ItemRule parse(String key, String text) {
        String[] parts = new String[PARTS_AFTER_NODE];
        String node = text;
        for (int part = PARTS_AFTER_NODE - 1; part >= 0; part--) {
            int bar = node.lastIndexOf('|');
            if (bar < 0) {
                throw new IllegalArgumentException("'" + text + "' is not <nodeId>|<device>|<measure>|<unit>");
            }
            parts[part] = node.substring(bar + 1).strip();
            node = node.substring(0, bar);
        }
        node = node.strip();
        String device = parts[0];
        int at = node.indexOf(PLACEHOLDER);
        if (node.isEmpty() || node.indexOf(PLACEHOLDER, at + 1) > at && at >= 0) {
            throw new IllegalArgumentException("'" + node + "' is not a NodeId with at most one {n}");
        }
        if (at >= 0 != device.contains(PLACEHOLDER)) {
            throw new IllegalArgumentException("'" + device + "' must name the device by {n} exactly if the NodeId does");
        }
        Series.Measure measure = measure(parts[1]);
        Unit unit = unit(parts[2], measure);
        ItemRule rule = at < 0
                ? new ItemRule(key, node, "", false, device, measure, unit)
                : new ItemRule(key, node.substring(0, at), node.substring(at + PLACEHOLDER.length()), true, device, measure,
                        unit);
        if (!rule.varies) {
            try {
                rule.canonicalDevice("");
            } catch (InvalidIdentifierException e) {
                throw new IllegalArgumentException("'" + device + "' " + e.rule(), e);
            }
        }
        return rule;
    }

    /** The part of the item that stands for {@code {n}}: one or more characters that need no escape in a URI. */
    Optional<String> match(String item) {
        if (!varies) {
            return item.equals(before) ? Optional.of("") : Optional.empty();
        }
        if (item.length() <= before.length() + after.length() || !item.startsWith(before) || !item.endsWith(after)) {
            return Optional.empty();
        }
        return Optional.of(item.substring(before.length(), item.length() - after.length()))
                .filter(part -> part.matches(UNRESERVED));
    }

    Series describe(String instance, String item, String part) throws InvalidIdentifierException {
        return new Series(instance, item, canonicalDevice(part), measure, unit);
    }

    private String canonicalDevice(String part) throws InvalidIdentifierException {
        return Identifier.of(device.replace(PLACEHOLDER, part)).canonical();
    }

    private static Series.Measure measure(String text) {
        return switch (text) {
            case "temperature" -> Series.Measure.TEMPERATURE;
            case "humidity" -> Series.Measure.RELATIVE_HUMIDITY;
            case "door" -> Series.Measure.DOOR_OPEN;
            case "shock" -> Series.Measure.SHOCK;
            case "light" -> Series.Measure.ILLUMINANCE;
            case "position" -> Series.Measure.POSITION;
            default -> throw new IllegalArgumentException(
                    "'" + text + "' is not temperature, humidity, door, shock, light or position");
        };
    }

    private static Unit unit(String text, Series.Measure measure) {
        String allowed = switch (measure) {
            case TEMPERATURE -> "CEL FAH KEL";
            case RELATIVE_HUMIDITY -> "P1";
            case DOOR_OPEN -> "C62";
            case SHOCK -> "MSK K40";
            case ILLUMINANCE -> "LUX";
            case POSITION -> "DD MTR";
        };
        if (text.isEmpty() || !(" " + allowed + " ").contains(" " + text + " ")) {
            throw new IllegalArgumentException("'" + text + "' is not a unit of " + measure + ": " + allowed);
        }
        return new Unit(text);
    }
}
