package io.weft.event;

/**
 * What an item's readings mean.
 *
 * @param instance adapter instance that reads it
 * @param item     the source's own name of the item
 * @param device   canonical identifier of the measuring device
 * @param measure  what is measured
 * @param unit     unit of every value of the series
 */
public record Series(String instance, String item, String device, Measure measure, Unit unit) {

    /** CBV 2.0 sensor measurement types that the hub decides on; temperatures are absolute. */
    public enum Measure {
        TEMPERATURE("gs1:Temperature", EvidenceClass.CLIMATE),
        RELATIVE_HUMIDITY("gs1:RelativeHumidity", EvidenceClass.CLIMATE),
        DOOR_OPEN("https://weft.io/ns/DoorOpen", EvidenceClass.SHOCK_LIGHT_DOOR_SEAL),
        SHOCK("gs1:Acceleration", EvidenceClass.SHOCK_LIGHT_DOOR_SEAL),
        ILLUMINANCE("gs1:Illuminance", EvidenceClass.SHOCK_LIGHT_DOOR_SEAL),
        POSITION("https://weft.io/ns/Position", EvidenceClass.POSITION);

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
    }
}
