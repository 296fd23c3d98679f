package io.weft.model.hash;

import io.weft.model.hash.Field.Extensions;
import io.weft.model.hash.Field.Nested;
import io.weft.model.hash.Field.NestedList;
import io.weft.model.hash.Field.Repeated;
import io.weft.model.hash.Field.RepeatedNested;
import io.weft.model.hash.Field.Time;
import io.weft.model.hash.Field.Value;
import io.weft.model.hash.Field.Values;
import java.util.List;

/** The canonical property order of CBV 2.0, 8.9. */
final class PropertyOrder {

    private static final List<Field> QUANTITY = List.of(new Value("epcClass"), new Value("quantity"), new Value("uom"));

    private static final List<Field> SENSOR_METADATA = List.of(new Time("time"), new Time("startTime"),
            new Time("endTime"), new Value("deviceID"), new Value("deviceMetadata"), new Value("rawData"),
            new Value("dataProcessingMethod"), new Value("bizRules"));

    private static final String GS1 = Spelling.GS1;
    private static final String CBV = Spelling.CBV;

    private static final List<Field> SENSOR_REPORT = List.of(new Value("type", GS1), new Value("exception", GS1),
            new Value("deviceID"), new Value("deviceMetadata"), new Value("rawData"), new Value("dataProcessingMethod"),
            new Time("time"), new Value("microorganism"), new Value("chemicalSubstance"), new Value("value"),
            new Value("component", CBV + "Comp-"), new Value("stringValue"), new Value("booleanValue"),
            new Value("hexBinaryValue"), new Value("uriValue"), new Value("minValue"), new Value("maxValue"),
            new Value("meanValue"), new Value("sDev"), new Value("percRank"), new Value("percValue"), new Value("uom"),
            new Value("coordinateReferenceSystem"));

    static final List<Field> EVENT = List.of(
            new Time("eventTime"), new Value("eventTimeZoneOffset"), new Values("epcList", "epc", ""),
            new Value("parentID"), new Values("inputEPCList", "epc", ""), new Values("childEPCs", "epc", ""),
            quantities("quantityList"), quantities("childQuantityList"), quantities("inputQuantityList"),
            new Values("outputEPCList", "epc", ""), quantities("outputQuantityList"), new Value("action"),
            new Value("transformationID"), new Value("bizStep", CBV + "BizStep-"),
            new Value("disposition", CBV + "Disp-"),
            new Nested("persistentDisposition",
                    List.of(new Repeated("set", CBV + "Disp-"), new Repeated("unset", CBV + "Disp-"))),
            new Nested("readPoint", List.of(new Value("id"))), new Nested("bizLocation", List.of(new Value("id"))),
            new NestedList("bizTransactionList", "",
                    List.of(new Value("bizTransaction"), new Value("type", CBV + "BTT-"))),
            new NestedList("sourceList", "", List.of(new Value("source"), new Value("type", CBV + "SDT-"))),
            new NestedList("destinationList", "", List.of(new Value("destination"), new Value("type", CBV + "SDT-"))),
            new NestedList("sensorElementList", "sensorElement",
                    List.of(new Nested("sensorMetadata", SENSOR_METADATA),
                            new RepeatedNested("sensorReport", SENSOR_REPORT))),
            new Extensions("ilmd"));

    private PropertyOrder() {
    }

    private static Field quantities(String name) {
        return new NestedList(name, "quantityElement", QUANTITY);
    }
}
