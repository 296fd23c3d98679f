package io.weft.mapping.carrier;

import io.weft.engine.EffectiveCodeLists;
import io.weft.format.edi.EdifactDecoder;
import io.weft.format.edi.X12Decoder;
import io.weft.mapping.Decoder;
import io.weft.mapping.Interpreter;
import io.weft.tck.mutation.DelimitedSyntax;
import io.weft.tck.mutation.Followed;
import io.weft.tck.mutation.MappingMutationContract;
import io.weft.tck.mutation.Meaning;
import io.weft.tck.mutation.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** Packages, lots and quantities of damaged despatch advices. */
class CarrierMutationTest {

    private static final String DESPATCH_ADVICE = """
            UNB+UNOC:3+4012345000009:14+9521321000001:14+260301:0915+131'
            UNH+M1+DESADV:D:96A:UN:EAN005'
            BGM+351+DN-70031+9'
            DTM+137:202603010900:203'
            DTM+11:202603010930:203'
            MEA+PD+AAD+KGM:263.2'
            RFF+ON:4500000123'
            RFF+CN:1Z-0001'
            NAD+SU+4012345000009::9'
            NAD+SH+4012345000016::9'
            NAD+BY+9521321000001::9'
            NAD+DP+9521321000018::9'
            CPS+1'
            PAC+2++201'
            CPS+2+1'
            PAC+1++201'
            PCI+33E'
            GIN+BJ+340123450000000017'
            LIN+1++04012345000023:SRV'
            QTY+12:12.75:KGM'
            GIN+BX+L2026-0815'
            CPS+3+1'
            PAC+1++201'
            PCI+33E'
            GIN+BJ+340123450000000024'
            LIN+2++04012345000030:SRV'
            PIA+1+M2026-9916:NB'
            QTY+12:48.5:KGM'
            CNT+2:2'
            UNT+29+M1'
            UNZ+1+131'
            """;
    private static final String SHIP_NOTICE = """
            ISA*00*          *00*          *14*4012345000009  *14*9521321000001  *260301*0915*U*00401*000000017*0*P*>~
            GS*SH*4012345000009*9521321000001*20260301*0915*17*X*004010~
            ST*856*0001~
            BSN*00*DN-70031*20260301*0900*0001~
            HL*1**S~
            DTM*011*20260301*0930~
            N1*ST*PLANT*UL*9521321000018~
            N1*SF*SUPPLIER*UL*4012345000016~
            HL*2*1*O~
            PRF*4500000123~
            N1*BY*BUYER*UL*9521321000001~
            HL*3*2*T~
            MAN*GM*00340123450000000017~
            HL*4*3*I~
            LIN**UK*04012345000023*LT*L2026-0815~
            SN1**12.75*KG~
            CTT*4~
            SE*16*0001~
            GE*1*17~
            IEA*1*000000017~
            """;

    private abstract static class Mutated extends MappingMutationContract {

        private final Interpreter interpreter;
        private final Decoder decoder;
        private final Syntax syntax;
        private final String message;

        Mutated(String mapping, Decoder decoder, Syntax syntax, String message) throws Exception {
            this.interpreter = CarrierMappings.interpreter(EffectiveCodeLists.of(Map.of()), mapping);
            this.decoder = decoder;
            this.syntax = syntax;
            this.message = message;
        }

        @Override
        protected Interpreter interpreter() {
            return interpreter;
        }

        @Override
        protected Decoder decoder() {
            return decoder;
        }

        @Override
        protected Syntax syntax() {
            return syntax;
        }

        @Override
        protected byte[] message() {
            return message.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    @Nested
    class DespatchAdvice extends Mutated {

        DespatchAdvice() throws Exception {
            super("despatch-advice", new EdifactDecoder(),
                    new DelimitedSyntax(StandardCharsets.ISO_8859_1, "'\n", "+:", "?'\n", List.of()), DESPATCH_ADVICE);
        }

        @Override
        protected List<Followed> followed() {
            String first = "messages[0].CPS[0].CPS[0].";
            return List.of(
                    Followed.of(first + "LIN[0].QTY[0].QTY01_2", "QTY", List.of("events[0].childQuantityList[0].quantity"),
                            Meaning::signedNumber),
                    Followed.of(first + "LIN[0].GIN[0].GIN02", "GIN", List.of("events[0].childQuantityList[0].epcClass"),
                            value -> Meaning.lot("04012345000023", value)));
        }
    }

    @Nested
    class ShipNotice extends Mutated {

        ShipNotice() throws Exception {
            super("ship-notice", new X12Decoder(),
                    new DelimitedSyntax(StandardCharsets.US_ASCII, "~\n", "*", ">~\n", List.of()), SHIP_NOTICE);
        }

        @Override
        protected List<Followed> followed() {
            String item = "messages[0].HL[0].HL[0].HL[0].HL[0].";
            return List.of(
                    Followed.of(item + "SN1[0].SN102", "SN102", List.of("events[0].childQuantityList[0].quantity"),
                            Meaning::signedNumber),
                    Followed.of(item + "LIN[0].LIN05", "LIN", List.of("events[0].childQuantityList[0].epcClass"),
                            value -> Meaning.lot("04012345000023", value)));
        }
    }
}
