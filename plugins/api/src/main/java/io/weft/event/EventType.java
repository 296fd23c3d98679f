package io.weft.event;

import java.util.Optional;

/** The five event types of EPCIS 2.0, 7.4. */
public enum EventType {
    OBJECT("ObjectEvent"),
    AGGREGATION("AggregationEvent"),
    TRANSACTION("TransactionEvent"),
    TRANSFORMATION("TransformationEvent"),
    ASSOCIATION("AssociationEvent");

    private final String epcisName;

    EventType(String epcisName) {
        this.epcisName = epcisName;
    }

    /** The value of {@code type} in the JSON binding. */
    public String epcisName() {
        return epcisName;
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
