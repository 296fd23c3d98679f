package io.weft.mapping.epcis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What becomes of each of GS1's XML examples. */
sealed interface XmlExpectation {

    /**
     * @param events          how many
     * @param values          texts that stand in their canonical JSON
     * @param twins           the same events in JSON, in their order
     * @param otherwiseInJson places that GS1 wrote otherwise there, {@code [ordinal].member}
     */
    record Mapped(int events, List<String> values, List<String> twins, Set<String> otherwiseInJson) implements XmlExpectation {

        static Mapped of(int events, String... values) {
            return new Mapped(events, List.of(values), List.of(), Set.of());
        }

        Mapped as(String... jsonTwins) {
            return new Mapped(events, values, List.of(jsonTwins), otherwiseInJson);
        }

        Mapped but(String... members) {
            return new Mapped(events, values, twins, Set.of(members));
        }

        Mapped butAlso(String... members) {
            Set<String> all = new TreeSet<>(otherwiseInJson);
            all.addAll(List.of(members));
            return new Mapped(events, values, twins, all);
        }
    }

    /** No event of EPCIS. */
    record Ignored(String rule) implements XmlExpectation {
    }

    /** @param reason part of the reason */
    record Quarantined(String reason) implements XmlExpectation {
    }

    String ASSOCIATION = "AssociationEvent/AssociationEvent-";
    String SENSOR = "WithSensorData/SensorDataExample";
    String SHIPPED = "urn:epc:id:sgtin:0614141.107346.2017";
    String HASHED = "\"epcClass\":\"urn:epc:class:lgtin:4012345.012345.998876\",\"quantity\":300";

    Map<String, XmlExpectation> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("AssociationEvent/AssociationEventExamples.xml", associations(Mapped.of(8, "\"type\":\"AbsoluteHumidity\""))),
            Map.entry("CBV/CBV-11.1-2020-06-16a.xml", Mapped.of(1, "\"bizStep\":\"commissioning\"", "\"type\":\"po\"")),
            Map.entry("CBV/CBV-11.2-2020-06-16a.xml", Mapped.of(1, "\"bizStep\":\"commissioning\"")),
            Map.entry("CBV/CBV-11.3-2020-06-16a.xml", Mapped.of(1)),
            Map.entry("CBV/CBV-11.4-2020-06-16a.xml", Mapped.of(3)),
            Map.entry("CaptureJob/Example-CaptureJobRunning.xml", new Ignored("capture-job")),
            Map.entry("CaptureJob/Example-CaptureJobSuccess.xml", new Ignored("capture-job")),
            Map.entry("CaptureJob/Example-CaptureJobWithErrorFile.xml", new Ignored("capture-job")),
            Map.entry("CaptureJob/Example-CaptureJobWithErrors.xml", new Ignored("capture-job")),
            // The XML schema allows it in every event, the JSON one and 7.4 in object and transformation events only.
            Map.entry("Example-PersistentDisposition.xml", new Quarantined("eventList[0].persistentDisposition")),
            Map.entry("Example-TransactionEvent-2020_07_03y.xml",
                    Mapped.of(2, "rail:vehicle").as("Example-TransactionEvents-2020_07_03y.jsonld").but("[1].rail:vehicle")),
            Map.entry("Example_9.6.1-ObjectEvent-2020_06_18a.xml",
                    Mapped.of(2, SHIPPED, "Example of a vendor/user extension").as("Example_9.6.1-ObjectEvent.jsonld")),
            Map.entry("Mimasu/Example-associatonEvent-sensor.xml",
                    associations(Mapped.of(8, "\"type\":\"AbsoluteHumidity\"")).but("[5].childQuantityList", "[6].errorDeclaration.correctiveEventIDs[0]")),
            Map.entry("Mimasu/Example-masterData.xml", Mapped.of(7, "\"validFrom\":\"2005-07-11T11:30:47.0Z\"",
                    "{\"attribute\":\"+18.0000\",\"id\":\"http://epcis.example.com/mda/latitude\"}",
                    "\"Street\":\"100 Nowhere Street\"", "\"children\":[\"urn:epc:id:sgln:0037000.00729.8203\"]",
                    "\"vocabulary\":\"urn:epcglobal:epcis:vtype:ReadPoint\"")),
            Map.entry("Mimasu/Example1.xml", Mapped.of(2, SHIPPED).as("Example_9.6.1-ObjectEvent.jsonld")),
            Map.entry("Mimasu/Example2.xml", Mapped.of(1).as("Example_9.6.2-ObjectEvent.jsonld")),
            Map.entry("Mimasu/Example3.xml", Mapped.of(1).as("Example_9.6.3-AggregationEvent.jsonld")),
            Map.entry("Mimasu/Example4.xml", Mapped.of(1).as("Example_9.6.4-TransformationEvent.jsonld")),
            Map.entry("WithErrorDeclaration/ErrorDeclarationAndCorrectiveEvent.xml",
                    Mapped.of(2, "\"reason\":\"incorrect_data\"")),
            Map.entry("WithEventHashID/event_with_identical_hash_id_1.xml", Mapped.of(1, HASHED)),
            Map.entry("WithEventHashID/event_with_identical_hash_id_2.xml", Mapped.of(1, HASHED)),
            Map.entry("WithEventHashID/event_with_identical_hash_id_3.xml", Mapped.of(1, HASHED)),
            Map.entry("WithEventHashID/event_with_identical_hash_id_4.xml", Mapped.of(1, HASHED)),
            Map.entry("WithEventHashID/event_with_identical_hash_id_5.xml", Mapped.of(1, HASHED)),
            Map.entry("WithEventHashID/event_with_identical_hash_id_6.xml", Mapped.of(1, HASHED)),
            Map.entry("WithExtension/AggregationEvent.xml", Mapped.of(1)),
            Map.entry("WithExtension/AssociationEvent.xml", Mapped.of(1)),
            Map.entry("WithExtension/ObjectEvent.xml", Mapped.of(2,
                    "\"example:userElement\":{\"anotherElement\":\"elementData\"}",
                    "\"ilmd\":{\"example:userIlmd\":{\"part1\":\"1\",\"part2\":\"2\",\"part3\":\"3\"}}")),
            Map.entry("WithExtension/TransactionEvent.xml", Mapped.of(1, "\"type\":\"gs1:EffectiveDoseRate\",\"uom\":\"P71\",\"value\":0.005")),
            Map.entry("WithExtension/TransformationEvent.xml", Mapped.of(1)),
            Map.entry("WithFullCombinationOfFields/aggregation_event_all_possible_fields.xml",
                    full("aggregation", "\"meanValue\":13.2", "\"childEPCs\":[")),
            Map.entry("WithFullCombinationOfFields/association_event_all_possible_fields.xml",
                    full("association", "\"meanValue\":13.2", "\"childEPCs\":[")),
            Map.entry("WithFullCombinationOfFields/masterdata_all_possible_fields.xml", Mapped.of(2,
                    "\"validFrom\":\"2013-06-04T14:59:02.099+02:00\"", "\"vocabulary\":\"urn:epcglobal:epcis:vtype:BusinessLocation\"",
                    "{\"attribute\":\"string2InArray\",\"id\":\"http://example.com/ext1#array\"}", "\"ext1:int\":\"10\"")),
            Map.entry("WithFullCombinationOfFields/object_event_all_possible_fields.xml",
                    full("object", "\"sDev\":0.1", "\"unset\":[\"completeness_inferred\"]")),
            Map.entry("WithFullCombinationOfFields/transaction_event_all_possible_fields.xml",
                    full("transaction", "\"percRank\":50")),
            Map.entry("WithFullCombinationOfFields/transformation_event_all_possible_fields.xml",
                    full("transformation", "\"booleanValue\":true", "\"cbvmda:grossWeight\":{\"#text\":\"3.5\",\"measurementUnitCode\":\"KGM\"}")),
            Map.entry("WithSensorData/SensorDataExamples.xml", Mapped.of(14, "\"exception\":\"ERROR_CONDITION\"")
                    .as(SENSOR + "1.jsonld", SENSOR + "2.jsonld", SENSOR + "3.jsonld", SENSOR + "4.jsonld", SENSOR + "5.jsonld",
                            SENSOR + "6.jsonld", SENSOR + "7.jsonld", SENSOR + "8.jsonld")
                    .but("[3].sensorElementList[0].sensorReport[0].rawData", "[3].sensorElementList[0].sensorReport[1].rawData",
                            "[3].sensorElementList[0].sensorReport[2].rawData", "[3].sensorElementList[0].sensorReport[3].rawData",
                            "[5].epcList", "[5].quantityList", "[5].sensorElementList[0].example:furtherSensorData",
                            "[6].sensorElementList[0].sensorReport[4].hexBinaryValue",
                            "[7].sensorElementList[0].sensorReport[1].type", "[7].sensorElementList[0].sensorReport[2].type",
                            "[7].sensorElementList[1].example:furtherSensorData"))));

    /** The eighth has no readable twin: it repeats a member. */
    private static Mapped associations(Mapped mapped) {
        return mapped.as(Set.of("a", "b", "c", "d", "e", "f", "g").stream().sorted()
                .map(letter -> ASSOCIATION + letter + ".jsonld").toArray(String[]::new)).but("[6].errorDeclaration.correctiveEventIDs[0]");
    }

    /** GS1's JSON has two members more, and in nested extensions one level more than its XML. */
    private static Mapped full(String type, String... values) {
        Mapped mapped = Mapped.of(1, values).as("WithFullCombinationOfFields/" + type + "_event_all_possible_fields.jsonld")
                .but("[0].certificationInfo", "[0].errorDeclaration", "[0].ext1:array", "[0].ext1:object",
                        "[0].sensorElementList[0].ext1:array", "[0].sensorElementList[0].ext1:object");
        return switch (type) {
            case "aggregation" -> mapped.butAlso("[0].sensorElementList[0].sensorReport[0].component");
            case "object" -> mapped.butAlso("[0].action", "[0].ext1:boolean", "[0].ext1:default", "[0].ext1:float", "[0].ext1:int",
                    "[0].ext1:string", "[0].ext1:time", "[0].ilmd", "[0].sensorElementList[0].ext1:float",
                    "[0].sensorElementList[0].ext1:int", "[0].sensorElementList[0].ext1:time");
            // The unit of a weight is an attribute in XML; GS1's JSON has lost it.
            case "transformation" -> mapped.butAlso("[0].ilmd.cbvmda:drainedWeight", "[0].ilmd.cbvmda:grossWeight",
                    "[0].ilmd.cbvmda:netWeight", "[0].ilmd.ext1:array", "[0].ilmd.ext1:object");
            default -> mapped;
        };
    }
}
