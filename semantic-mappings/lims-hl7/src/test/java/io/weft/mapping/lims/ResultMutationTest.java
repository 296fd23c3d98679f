package io.weft.mapping.lims;

import io.weft.engine.MappingRefusedException;
import io.weft.format.hl7.Hl7Decoder;
import io.weft.mapping.Decoder;
import io.weft.mapping.Interpreter;
import io.weft.tck.mutation.DelimitedSyntax;
import io.weft.tck.mutation.Followed;
import io.weft.tck.mutation.MappingMutationContract;
import io.weft.tck.mutation.Meaning;
import io.weft.tck.mutation.Syntax;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results, limits and lots of damaged HL7 messages: what the laboratory did not say never becomes a result. */
class ResultMutationTest extends MappingMutationContract {

    private static final String MESSAGE = """
            MSH|^~\\&|LIMS|QC|WEFT|SITE|20260302091500+0100||ORU^R01^ORU_R01|MSG-00041|P|2.5||||||UNICODE UTF-8
            ORC|RE|P-8812|F-1001
            OBR|1|P-8812|F-1001|RELEASE^Release tests^L|||20260301081500+0100|||||||||||||||20260302090000+0100|||F
            OBX|1|NM|ASSAY^Gehalt^L||99.20|%^percent^UCUM|98.0-102.0|N|||F|||20260302083000+0100
            OBX|2|NM|PH^pH^L||7.125||||||F|||20260302083000+0100
            OBX|3|CWE|ID^Identity^L||POS^Conforms^L|||N|||F|||20260302083000+0100
            NTE|1||compared with the reference standard
            SPM|1|P-S1&LIMS^S-4711&QC|||||||||||||||20260301080000+0100
            OBX|1|ST|LOT^Lot number^99WEFT||L-2026-0815||||||F
            OBX|2|ST|MATERIAL^Material number^99WEFT||M-100||||||F
            """.replace('\n', '\r');
    private static final Map<String, Map<String, String>> CODES = Map.of(
            "laboratory", Map.of("QC", "9521321000018"), "material", Map.of("M-100", "09521321000018"));
    private static final List<String> LOT = List.of("events[0].quantityList[0].epcClass",
            "events[1].quantityList[0].epcClass", "events[2].quantityList[0].epcClass", "events[3].quantityList[0].epcClass");

    private final Interpreter interpreter;

    ResultMutationTest() throws IOException, MappingRefusedException {
        interpreter = Lims.interpreter(Lims.compile("result", CODES));
    }

    @Override
    protected Interpreter interpreter() {
        return interpreter;
    }

    @Override
    protected Decoder decoder() {
        return new Hl7Decoder();
    }

    @Override
    protected Syntax syntax() {
        return new DelimitedSyntax(StandardCharsets.UTF_8, "\r", "|^~&", "\\\n", List.of());
    }

    @Override
    protected byte[] message() {
        return MESSAGE.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected List<Followed> followed() {
        return List.of(
                Followed.of("ORDER[0].OBX[0].OBX-5[0]._1", "ORDER[0].OBX[0].OBX-", List.of("events[1].weft:result.weft:value"),
                        ResultMutationTest::withinLimits),
                Followed.of("ORDER[0].OBX[1].OBX-5[0]._1", "ORDER[0].OBX[1].OBX-5", List.of("events[2].weft:result.weft:value"),
                        Meaning::signedNumber),
                Followed.of("ORDER[0].SPECIMEN[0].OBX[0].OBX-5[0]._1", "lot", LOT,
                        value -> Meaning.lot("09521321000018", value)).identifying("events[0].eventID"));
    }

    /** The flag says that the value is within the limits: another contradicts it. */
    private static Optional<Object> withinLimits(Object value) {
        return Meaning.signedNumber(value).filter(number -> ((BigDecimal) number).compareTo(new BigDecimal("98.0")) >= 0
                && ((BigDecimal) number).compareTo(new BigDecimal("102.0")) <= 0);
    }
}
