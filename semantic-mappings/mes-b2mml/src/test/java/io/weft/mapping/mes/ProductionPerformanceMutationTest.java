package io.weft.mapping.mes;

import io.weft.engine.CompiledMapping;
import io.weft.engine.EffectiveCodeLists;
import io.weft.engine.EngineInterpreter;
import io.weft.engine.Formats;
import io.weft.engine.MappingCompiler;
import io.weft.engine.MappingFolder;
import io.weft.engine.Serving;
import io.weft.engine.function.ModelUnits;
import io.weft.mapping.Decoder;
import io.weft.mapping.Interpreter;
import io.weft.mapping.SemanticMapping;
import io.weft.tck.mutation.Followed;
import io.weft.tck.mutation.MappingMutationContract;
import io.weft.tck.mutation.Meaning;
import io.weft.tck.mutation.Syntax;
import io.weft.tck.mutation.XmlSyntax;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Quantities and lots of damaged production performances. */
class ProductionPerformanceMutationTest extends MappingMutationContract {

    private static final String MESSAGE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <SyncProductionPerformance xmlns="http://www.mesa.org/xml/B2MML" releaseID="V0600">
              <ApplicationArea>
                <Sender><LogicalID>MES-PLANT1</LogicalID></Sender>
                <CreationDateTime>2026-03-09T06:00:00Z</CreationDateTime>
              </ApplicationArea>
              <DataArea><Sync/><ProductionPerformance><ProductionResponse>
                <ProductionRequestID>1154759</ProductionRequestID>
                <SegmentResponse>
                  <ProcessSegmentID>Charging</ProcessSegmentID><ActualEndTime>2026-03-09T09:30:00+01:00</ActualEndTime>
                  <MaterialActual>
                    <MaterialDefinitionID>API-100</MaterialDefinitionID><MaterialLotID>L2026-0815</MaterialLotID>
                    <MaterialUse>Consumed</MaterialUse>
                    <Quantity><QuantityString>25.375</QuantityString><DataType>decimal</DataType><UnitOfMeasure>KG</UnitOfMeasure></Quantity>
                  </MaterialActual>
                  <MaterialActual>
                    <MaterialDefinitionID>FG-900</MaterialDefinitionID><MaterialLotID>F/9916</MaterialLotID>
                    <MaterialUse>Produced</MaterialUse>
                    <Quantity><QuantityString>4890</QuantityString><DataType>decimal</DataType><UnitOfMeasure>G</UnitOfMeasure></Quantity>
                  </MaterialActual>
                </SegmentResponse>
              </ProductionResponse></ProductionPerformance></DataArea>
            </SyncProductionPerformance>
            """;

    private final Interpreter interpreter;

    ProductionPerformanceMutationTest() throws Exception {
        CompiledMapping mapping = new MappingCompiler(ModelUnits.ofClassPath(), EffectiveCodeLists.of(Map.of(
                "mes-site", Map.of("MES-PLANT1", "9521321000001"),
                "mes-material", Map.of("API-100", "09521321000018", "FG-900", "09521321000032"))), Formats.standard())
                .compile(MappingFolder.read(Path.of("src/main/resources/mapping/production-performance")));
        Serving serving = Serving.of(Formats.standard(), List.of((SemanticMapping) mapping), Map.of());
        interpreter = new EngineInterpreter(() -> serving);
    }

    @Override
    protected Interpreter interpreter() {
        return interpreter;
    }

    @Override
    protected Decoder decoder() {
        return Formats.standard().decoder("xml").orElseThrow();
    }

    @Override
    protected Syntax syntax() {
        return new XmlSyntax();
    }

    @Override
    protected byte[] message() {
        return MESSAGE.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected List<Followed> followed() {
        String material = "SyncProductionPerformance.DataArea.ProductionPerformance.ProductionResponse.SegmentResponse.MaterialActual";
        return List.of(
                Followed.of(material + "[0].Quantity.QuantityString", "QuantityString",
                        List.of("events[0].inputQuantityList[0].quantity"), Meaning::signedNumber),
                Followed.of(material + "[1].Quantity.QuantityString", "QuantityString",
                        List.of("events[0].outputQuantityList[0].quantity"), Meaning::signedNumber),
                Followed.of(material + "[0].MaterialLotID", "MaterialLotID", List.of("events[0].inputQuantityList[0].epcClass"),
                        value -> Meaning.lot("09521321000018", value)),
                Followed.of(material + "[1].MaterialLotID", "MaterialLotID", List.of("events[0].outputQuantityList[0].epcClass"),
                        value -> Meaning.lot("09521321000032", value)));
    }
}
