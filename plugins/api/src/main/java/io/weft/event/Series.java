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
        TEMPERATURE("gs1:Temperature"),
        RELATIVE_HUMIDITY("gs1:RelativeHumidity"),
        DOOR_OPEN("https://weft.io/ns/DoorOpen"),
        SHOCK("gs1:Acceleration"),
        ILLUMINANCE("gs1:Illuminance"),
        POSITION("https://weft.io/ns/Position");

        private final String uri;

        Measure(String uri) {
            this.uri = uri;
        }

        /** The value of {@code sensorReport.type}. */
        public String uri() {
            return uri;
        }
    }
}
