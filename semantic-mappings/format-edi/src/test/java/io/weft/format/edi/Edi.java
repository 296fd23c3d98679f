package io.weft.format.edi;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Interchanges of our own for tests. */
final class Edi {

    static final String DESADV = """
            UNB+UNOC:3+4012345000009:14+9521321000001:14+260301:0900+131'
            UNH+M1+DESADV:D:96A:UN:EAN005'
            BGM+351+DN-1+9'
            DTM+137:202603010900:203'
            RFF+ON:4500000123'
            DTM+171:20260225:102'
            NAD+SU+4012345000009::9'
            RFF+VA:DE1'
            CPS+1'
            PAC+1++201'
            CPS+2+1'
            PAC+1++201'
            PCI+33E'
            GIN+BJ+340123450000000017'
            LIN+1++04012345000016:SRV'
            QTY+12:12.5:KGM'
            CNT+2:1'
            UNT+17+M1'
            UNZ+1+131'
            """;

    static final String SHIP_NOTICE = """
            ISA*00*          *00*          *14*4012345000009  *14*9521321000001  *260301*0900*U*00401*000000017*0*P*>~
            GS*SH*4012345000009*9521321000001*20260301*0900*17*X*004010~
            ST*856*0001~
            BSN*00*DN-1*20260301*0900*0001~
            HL*1**S~
            REF*BM*77~
            N1*ST*PLANT*UL*9521321000018~
            HL*2*1*O~
            PRF*4500000123~
            HL*3*2*I~
            LIN**UK*04012345000016~
            SN1**12.5*KG~
            CTT*3~
            SE*12*0001~
            GE*1*17~
            IEA*1*000000017~
            """;

    private Edi() {
    }

    static byte[] bytes(String text) {
        return bytes(text, StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(String text, Charset charset) {
        return text.getBytes(charset);
    }
}
