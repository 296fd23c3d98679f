package io.weft.event;

import java.util.Optional;

/**
 * What a record states: one of the five event types of EPCIS 2.0, 7.4, or a master data statement (EPCIS 2.0, 6.1), which
 * travels, is stored and is evidenced as an event is, but is no event and is never told among events northbound.
 */
public enum EventType {
    OBJECT("ObjectEvent"),
    AGGREGATION("AggregationEvent"),
    TRANSACTION("TransactionEvent"),
    TRANSFORMATION("TransformationEvent"),
    ASSOCIATION("AssociationEvent"),
    /**
     * What holds for a time: one element of a vocabulary with its validity {@code [validFrom, validTo)}; {@code eventTime}
     * is when the source stated it. Of two statements about one time the one recorded later holds.
     */
    MASTER_DATA("MasterData");

    private final String epcisName;

    EventType(String epcisName) {
        this.epcisName = epcisName;
    }

    /** The value of {@code type} in the JSON binding. */
    public String epcisName() {
        return epcisName;
    }

    /** Whether it is one of the five events that EPCIS knows. */
    public boolean isEvent() {
        return this != MASTER_DATA;
    }

    public static Optional<EventType> of(String epcisName) {
        for (EventType type : values()) {
            if (type.epcisName.equals(epcisName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
