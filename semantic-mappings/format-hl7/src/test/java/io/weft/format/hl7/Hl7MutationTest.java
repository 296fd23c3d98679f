package io.weft.format.hl7;

import io.weft.mapping.Decoder;
import io.weft.tck.mutation.DecoderMutationContract;
import io.weft.tck.mutation.DelimitedSyntax;
import io.weft.tck.mutation.Place;
import io.weft.tck.mutation.Reference;
import io.weft.tck.mutation.Syntax;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;

class Hl7MutationTest extends DecoderMutationContract {

    private static final String RESULT = """
            MSH|^~\\&|LIMS|QC-LAB|WEFT|SITE|20260302091500+0100||ORU^R01^ORU_R01|MSG-00041|P|2.5||||||UNICODE UTF-8
            PID|1||SUBJECT-7
            ORC|RE|P-8812|F-1001
            OBR|1|||RELEASE^Freigabeprüfung^L|||20260301081500+0100
            NTE|1||of the order
            OBX|1|NM|ASSAY^Gehalt^L||99.20|%|98.0-102.0|N|||F|||20260302083000+0100|||HPLC-7
            NTE|1||against the reference standard
            OBX|2|SN|ENDO^Endotoxin^L||<^0.05|EU/mg|0.25|N
            OBX|3|CWE|ID^Identität^L||POS^Conforms~NEG^Differs|||N
            SPM|1|P-S1&LIMS-9^S-4711&QC-2
            OBX|1|ST|LOT^Lot number^99WEFT||L-2026-0815
            ZWT|批号 of the supplier|12.375^kept^too
            """.replace('\n', '\r');
    private static final String OTHER_DELIMITERS = """
            MSH*:!?%*LIMS*QC-LAB*WEFT*SITE*20260303101500+0100**OUL:R22:OUL_R22*MSG-00042*P*2.5
            SPM*1*P-S2%LIMS-8:S-4712%QC-3**POWDER
            OBR*1*P-8813*F-1002*RELEASE
            OBX*1*NM*MOIST:Water:L**0.125*%%*0.5***F
            """.replace('\n', '\r');

    /** Table 0211, as far as every byte below 0x80 is the ASCII character there. */
    private static final Map<String, Charset> CHARSETS = Map.of("ASCII", StandardCharsets.US_ASCII,
            "8859/1", Charset.forName("ISO-8859-1"), "8859/2", Charset.forName("ISO-8859-2"),
            "8859/5", Charset.forName("ISO-8859-5"), "8859/7", Charset.forName("ISO-8859-7"),
            "8859/9", Charset.forName("ISO-8859-9"), "8859/15", Charset.forName("ISO-8859-15"),
            "UNICODE UTF-8", StandardCharsets.UTF_8, "UTF-8", StandardCharsets.UTF_8);

    private record Form(String name, BiFunction<String, Random, String> form) implements Syntax.Rewriting {

        @Override
        public Optional<byte[]> rewrite(String message, Random random) {
            return Optional.of(form.apply(message, random).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final List<Syntax.Rewriting> REWRITINGS = List.of(
            new Form("line feeds", (text, random) -> text.replace('\r', '\n')),
            new Form("carriage returns and line feeds", (text, random) -> text.replace("\r", "\r\n")),
            new Form("end of the last segment", (text, random) -> text.strip()),
            new Form("byte order mark", (text, random) -> "\uFEFF" + text),
            new Form("blank segments", (text, random) -> text.replaceAll("\r(?=[A-Z])", random.nextBoolean() ? "\r\r" : "\r \r")),
            new Form("empty fields at the end", (text, random) -> text.replaceAll("(?<!2\\.5)\r",
                    String.valueOf(text.charAt(3)).repeat(1 + random.nextInt(9)) + "\r")),
            new Form("hexadecimal escapes", Hl7MutationTest::hexadecimal));

    /** Digits of the results, which stand in no delimiter and no segment's name. */
    private static String hexadecimal(String message, Random random) {
        String escape = String.valueOf(message.charAt(6));
        StringBuilder written = new StringBuilder();
        int from = message.indexOf("\r");
        for (int i = 0; i < message.length(); i++) {
            char character = message.charAt(i);
            boolean insideAField = i > from + 3 && message.lastIndexOf('\r', i) + 3 < i;
            boolean digit = character >= '0' && character <= '9';
            written.append(insideAField && digit && random.nextInt(3) == 0
                    ? escape + String.format("X%02X", (int) character) + escape : String.valueOf(character));
        }
        return written.toString();
    }

    @Override
    protected Decoder decoder() {
        return new Hl7Decoder();
    }

    @Override
    protected Syntax syntax() {
        return new DelimitedSyntax(StandardCharsets.UTF_8, "\r", "|^~&", "\\\n*:!?%", REWRITINGS,
                Place.of("MSH.MSH-18[0]._1"), CHARSETS);
    }

    @Override
    protected Optional<Reference> reference() {
        return Optional.of(new SeparatorReference(CHARSETS));
    }

    @Override
    protected List<byte[]> messages() {
        return List.of(RESULT.getBytes(StandardCharsets.UTF_8), OTHER_DELIMITERS.getBytes(StandardCharsets.UTF_8));
    }
}
