package io.weft.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The members of the event types, of master data statements and of what stands in them (EPCIS 2.0, 7.3, 7.4 and the JSON binding, 10). */
final class EventShapes {

    private static final String LISTS = "EPCIS 2.0, 7.3.3";

    private static final Shape URIS = new ListShape(Shapes.URI, 0, false, LISTS);
    private static final Shape UNIQUE_URIS = new ListShape(Shapes.URI, 0, true, LISTS);

    private static final Shape QUANTITIES = new ListShape(
            new ObjectShape(
                    Map.of("epcClass", Shapes.URI, "quantity", Shapes.NUMBER, "uom", Shapes.UNIT),
                    List.of("epcClass"), false, "EPCIS 2.0, 7.3.3.3"),
            0, false, "EPCIS 2.0, 7.3.3.3");

    private static final Shape BUSINESS_STEP = Shapes.wordOrUri(CbvTerms.BUSINESS_STEP, "CBV 2.0, 7.1");
    private static final Shape DISPOSITION = Shapes.wordOrUri(CbvTerms.DISPOSITION, "CBV 2.0, 7.2");
    private static final Shape PLACE = new ObjectShape(Map.of("id", Shapes.URI), List.of("id"), true, "EPCIS 2.0, 7.3.4");

    private static final Shape TRANSACTIONS = new ListShape(
            new ObjectShape(
                    Map.of("type", Shapes.wordOrUri(CbvTerms.BUSINESS_TRANSACTION_TYPE, "CBV 2.0, 7.3"),
                            "bizTransaction", Shapes.URI),
                    List.of("bizTransaction"), false, "EPCIS 2.0, 7.3.5.3"),
            0, false, "EPCIS 2.0, 7.3.5.3");

    private static final Shape PERSISTENT_DISPOSITION = new ObjectShape(
            Map.of("set", new ListShape(DISPOSITION, 1, true, "EPCIS 2.0, 7.3.5"),
                    "unset", new ListShape(DISPOSITION, 1, true, "EPCIS 2.0, 7.3.5")),
            List.of(), false, "EPCIS 2.0, 7.3.5");

    private static final Shape ERROR_DECLARATION = new ObjectShape(
            Map.of("declarationTime", Shapes.TIME,
                    "reason", Shapes.wordOrUri(CbvTerms.ERROR_REASON, "CBV 2.0, 7.5"),
                    "correctiveEventIDs", URIS),
            List.of("declarationTime"), true, "EPCIS 2.0, 7.4.1.3");

    private static final Shape SENSOR_METADATA = new ObjectShape(
            Map.of("time", Shapes.TIME, "startTime", Shapes.TIME, "endTime", Shapes.TIME, "deviceID", Shapes.URI,
                    "deviceMetadata", Shapes.URI, "rawData", Shapes.URI, "dataProcessingMethod", Shapes.URI,
                    "bizRules", Shapes.URI),
            List.of(), true, "EPCIS 2.0, 7.3.7");

    private static final Shape SENSOR_REPORT = new ObjectShape(
            Map.ofEntries(
                    Map.entry("type", Shapes.wordOrUri(CbvTerms.MEASUREMENT, "CBV 2.0, 7.6")),
                    Map.entry("exception", Shapes.wordOrUri(CbvTerms.SENSOR_ALERT, "CBV 2.0, 7.6")),
                    Map.entry("component", Shapes.wordOrUri(CbvTerms.COMPONENT, "CBV 2.0, 7.6")),
                    Map.entry("deviceID", Shapes.URI), Map.entry("deviceMetadata", Shapes.URI),
                    Map.entry("rawData", Shapes.URI), Map.entry("dataProcessingMethod", Shapes.URI),
                    Map.entry("bizRules", Shapes.URI), Map.entry("time", Shapes.TIME),
                    Map.entry("microorganism", Shapes.URI), Map.entry("chemicalSubstance", Shapes.URI),
                    Map.entry("coordinateReferenceSystem", Shapes.URI), Map.entry("value", Shapes.NUMBER),
                    Map.entry("stringValue", Shapes.TEXT), Map.entry("booleanValue", Shapes.BOOLEAN),
                    Map.entry("hexBinaryValue", Shapes.HEXADECIMAL), Map.entry("uriValue", Shapes.URI),
                    Map.entry("minValue", Shapes.NUMBER), Map.entry("maxValue", Shapes.NUMBER),
                    Map.entry("meanValue", Shapes.NUMBER), Map.entry("sDev", Shapes.NUMBER),
                    Map.entry("percRank", Shapes.NUMBER), Map.entry("percValue", Shapes.NUMBER),
                    Map.entry("uom", Shapes.TEXT)),
            List.of(), true, "EPCIS 2.0, 7.3.7");

    private static final Shape SENSOR_ELEMENTS = new ListShape(
            new ObjectShape(
                    Map.of("sensorMetadata", SENSOR_METADATA,
                            "sensorReport", new ListShape(SENSOR_REPORT, 1, false, "EPCIS 2.0, 7.3.7")),
                    List.of("sensorReport"), true, "EPCIS 2.0, 7.3.7"),
            0, false, "EPCIS 2.0, 7.3.7");

    private static final Shape ILMD = new ObjectShape(Map.of(), List.of(), true, "EPCIS 2.0, 7.3.6");

    private static final Map<String, Shape> EVERY_EVENT = Map.ofEntries(
            Map.entry("@context", Shapes.ANYTHING), Map.entry("type", Shapes.TEXT), Map.entry("eventID", Shapes.URI),
            Map.entry("eventTime", Shapes.TIME), Map.entry("recordTime", Shapes.TIME),
            Map.entry("eventTimeZoneOffset", Shapes.TIME_ZONE_OFFSET),
            Map.entry("certificationInfo", Shapes.ONE_OR_MORE_URIS), Map.entry("errorDeclaration", ERROR_DECLARATION),
            Map.entry("bizStep", BUSINESS_STEP), Map.entry("disposition", DISPOSITION), Map.entry("readPoint", PLACE),
            Map.entry("bizLocation", PLACE), Map.entry("bizTransactionList", TRANSACTIONS),
            Map.entry("sourceList", parties("source")), Map.entry("destinationList", parties("destination")),
            Map.entry("sensorElementList", SENSOR_ELEMENTS));

    private static final Shape ACTION = Shapes.word(CbvTerms.ACTION, "EPCIS 2.0, 7.3.2");

    private static final Shape OBJECT = event("EPCIS 2.0, 7.4.2", List.of("action"),
            Map.of("action", ACTION, "epcList", UNIQUE_URIS, "quantityList", QUANTITIES,
                    "persistentDisposition", PERSISTENT_DISPOSITION, "ilmd", ILMD));
    private static final Shape AGGREGATION = event("EPCIS 2.0, 7.4.3", List.of("action"),
            Map.of("action", ACTION, "parentID", Shapes.URI, "childEPCs", URIS, "childQuantityList", QUANTITIES));
    private static final Shape TRANSACTION = event("EPCIS 2.0, 7.4.4", List.of("action", "bizTransactionList"),
            Map.of("action", ACTION, "parentID", Shapes.URI, "epcList", URIS, "quantityList", QUANTITIES));
    private static final Shape TRANSFORMATION = event("EPCIS 2.0, 7.4.5", List.of(),
            Map.of("inputEPCList", UNIQUE_URIS, "inputQuantityList", QUANTITIES, "outputEPCList", UNIQUE_URIS,
                    "outputQuantityList", QUANTITIES, "transformationID", Shapes.URI,
                    "persistentDisposition", PERSISTENT_DISPOSITION, "ilmd", ILMD));
    private static final Shape ASSOCIATION = event("EPCIS 2.0, 7.4.6", List.of("action", "parentID"),
            Map.of("action", ACTION, "parentID", Shapes.URI, "childEPCs", URIS, "childQuantityList", QUANTITIES));

    private static final String VOCABULARIES = "EPCIS 2.0, 6.1";
    private static final Shape MASTER_DATA = new ObjectShape(
            Map.ofEntries(
                    Map.entry("@context", Shapes.ANYTHING), Map.entry("type", Shapes.TEXT),
                    Map.entry("eventID", Shapes.URI), Map.entry("eventTime", Shapes.TIME),
                    Map.entry("recordTime", Shapes.TIME), Map.entry("eventTimeZoneOffset", Shapes.TIME_ZONE_OFFSET),
                    Map.entry("errorDeclaration", ERROR_DECLARATION), Map.entry("vocabulary", Shapes.URI),
                    Map.entry("id", Shapes.URI), Map.entry("validFrom", Shapes.TIME), Map.entry("validTo", Shapes.TIME),
                    Map.entry("attributes", new ListShape(
                            new ObjectShape(Map.of("id", Shapes.URI, "attribute", Shapes.ANYTHING),
                                    List.of("id", "attribute"), false, VOCABULARIES),
                            0, false, VOCABULARIES)),
                    Map.entry("children", UNIQUE_URIS)),
            List.of("type", "eventTime", "eventTimeZoneOffset", "vocabulary", "id", "validFrom"), true, VOCABULARIES);

    private EventShapes() {
    }

    static Shape of(EventType type) {
        return switch (type) {
            case OBJECT -> OBJECT;
            case AGGREGATION -> AGGREGATION;
            case TRANSACTION -> TRANSACTION;
            case TRANSFORMATION -> TRANSFORMATION;
            case ASSOCIATION -> ASSOCIATION;
            case MASTER_DATA -> MASTER_DATA;
        };
    }

    private static Shape parties(String name) {
        return new ListShape(
                new ObjectShape(
                        Map.of("type", Shapes.wordOrUri(CbvTerms.SOURCE_OR_DESTINATION_TYPE, "CBV 2.0, 7.4"),
                                name, Shapes.URI),
                        List.of("type", name), false, "EPCIS 2.0, 7.3.5.4"),
                0, false, "EPCIS 2.0, 7.3.5.4");
    }

    private static Shape event(String clause, List<String> required, Map<String, Shape> own) {
        Map<String, Shape> members = new HashMap<>(EVERY_EVENT);
        members.putAll(own);
        List<String> all = new ArrayList<>(List.of("type", "eventTime", "eventTimeZoneOffset"));
        all.addAll(required);
        return new ObjectShape(Map.copyOf(members), List.copyOf(all), true, clause);
    }
}
