package io.weft.event;

import io.weft.identity.UriSyntax;
import java.util.List;
import java.util.Optional;

/**
 * What an item's readings mean. Readings come by an adapter, or an event tells them in its sensor elements (EPCIS 2.0, 7.3.7), as
 * a logger's export does; then the event is their evidence.
 *
 * @param instance adapter instance that reads it; the eventID of an event that tells it
 * @param item     the source's own name of the item; of what an event tells device, measure and unit
 * @param device   canonical identifier of the measuring device
 * @param measure  what is measured
 * @param unit     unit of every value of the series
 */
public record Series(String instance, String item, String device, Measure measure, Unit unit) {

    /** What an event tells that a device measured. */
    public static Series told(EventId event, String device, Measure measure, Unit unit) {
        return new Series(event.uri(), device + " " + measure + " " + unit, device, measure, unit);
    }

    /** The event that tells the readings; empty if an adapter reads them, whose instance's name is no URI. */
    public Optional<EventId> toldBy() {
        return UriSyntax.isUri(instance) ? Optional.of(new EventId(instance)) : Optional.empty();
    }

    /** CBV 2.0 sensor measurement types that the hub decides on; temperatures are absolute. */
    public enum Measure {
        TEMPERATURE("gs1:Temperature", EvidenceClass.CLIMATE),
        RELATIVE_HUMIDITY("gs1:RelativeHumidity", EvidenceClass.CLIMATE),
        DOOR_OPEN("https://weft.io/ns/DoorOpen", EvidenceClass.SHOCK_LIGHT_DOOR_SEAL),
        SHOCK("gs1:Acceleration", EvidenceClass.SHOCK_LIGHT_DOOR_SEAL),
        ILLUMINANCE("gs1:Illuminance", EvidenceClass.SHOCK_LIGHT_DOOR_SEAL),
        POSITION("https://weft.io/ns/Position", EvidenceClass.POSITION);

        private static final List<String> PREFIXES = List.of("gs1:", "https://gs1.org/voc/", "https://www.gs1.org/voc/");

        private final String uri;
        private final EvidenceClass evidenceClass;

        Measure(String uri, EvidenceClass evidenceClass) {
            this.uri = uri;
            this.evidenceClass = evidenceClass;
        }

        /** The value of {@code sensorReport.type}. */
        public String uri() {
            return uri;
        }

        /** The class of key data that readings of it are. */
        public EvidenceClass evidenceClass() {
            return evidenceClass;
        }

        /** @param type {@code sensorReport.type}, bare, compact or as a web URI (CBV 2.0, 7.6); empty if it is none of these */
        public static Optional<Measure> of(String type) {
            String bare = PREFIXES.stream().filter(type::startsWith).findFirst()
                    .map(prefix -> type.substring(prefix.length())).orElse(type);
            for (Measure measure : values()) {
                if (measure.uri.equals(type) || measure.uri.equals("gs1:" + bare)) {
                    return Optional.of(measure);
                }
            }
            return Optional.empty();
        }
    }
}
