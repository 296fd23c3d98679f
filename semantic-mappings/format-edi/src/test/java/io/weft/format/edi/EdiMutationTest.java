package io.weft.format.edi;

import io.weft.mapping.Decoder;
import io.weft.tck.mutation.DecoderMutationContract;
import io.weft.tck.mutation.DelimitedSyntax;
import io.weft.tck.mutation.Place;
import io.weft.tck.mutation.Reference;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Nested;

class EdiMutationTest {

    /** Of a type without structure: told flat. */
    private static final String FLAT = """
            UNB+UNOC:3+4012345000009:14+9521321000001:14+260302:1015+132'
            UNH+M7+ORDRSP:D:96A:UN:EAN008'
            BGM+231+OR-77+29'
            DTM+137:202603021015:203'
            FTX+AAI+++Lagerung kühl. Größe 12.5'
            LIN+1++04012345000023:SRV'
            QTY+21:48:PCE'
            UNT+7+M7'
            UNZ+1+132'
            """;
    private static final String FLAT_X12 = Edi.SHIP_NOTICE.substring(0, Edi.SHIP_NOTICE.indexOf("ST*856"))
            .replace("GS*SH", "GS*PR").replace("000000017", "000000018") + """
            ST*855*0002~
            BAK*00*AD*4500000888*20260302~
            PO1*1*48.25*KG*9.75**UK*04012345000023~
            MTX**keep cool~
            CTT*1~
            SE*6*0002~
            GE*1*17~
            IEA*1*000000018~
            """;

    /** ISO 9735-1, code list 0001: the parts of ISO 8859, and what keeps ASCII only. */
    private static final Map<String, Charset> CHARSETS = Map.ofEntries(
            Map.entry("UNOA", StandardCharsets.US_ASCII), Map.entry("UNOB", StandardCharsets.US_ASCII),
            Map.entry("UNOC", Charset.forName("ISO-8859-1")), Map.entry("UNOD", Charset.forName("ISO-8859-2")),
            Map.entry("UNOE", Charset.forName("ISO-8859-5")), Map.entry("UNOF", Charset.forName("ISO-8859-7")),
            Map.entry("UNOG", Charset.forName("ISO-8859-3")), Map.entry("UNOH", Charset.forName("ISO-8859-4")),
            Map.entry("UNOI", Charset.forName("ISO-8859-6")), Map.entry("UNOJ", Charset.forName("ISO-8859-8")),
            Map.entry("UNOK", Charset.forName("ISO-8859-9")), Map.entry("UNOW", StandardCharsets.UTF_8),
            Map.entry("UNOY", StandardCharsets.UTF_8));

    private record Form(String name, BiFunction<String, Random, String> form)
            implements io.weft.tck.mutation.Syntax.Rewriting {

        @Override
        public Optional<byte[]> rewrite(String message, Random random) {
            return Optional.of(form.apply(message, random).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** ISO 9735-1, 7: a release character gives the one behind it no other meaning than its own. */
    private static String released(String text, Random random) {
        StringBuilder released = new StringBuilder();
        for (String segment : text.split("(?<=\n)")) {
            boolean service = segment.startsWith("UN");
            for (int i = 0; i < segment.length(); i++) {
                boolean data = !service && i > 3 && Character.isLetterOrDigit(segment.charAt(i));
                released.append(data && random.nextInt(6) == 0 ? "?" : "").append(segment.charAt(i));
            }
        }
        return released.toString();
    }

    private static String exchanged(String text, String from, String to) {
        StringBuilder exchanged = new StringBuilder();
        text.chars().forEach(character -> {
            int at = from.indexOf(character);
            exchanged.append(at < 0 ? (char) character : to.charAt(at));
        });
        return exchanged.toString();
    }

    @Nested
    class Edifact extends DecoderMutationContract {

        @Override
        protected Decoder decoder() {
            return new EdifactDecoder();
        }

        @Override
        protected io.weft.tck.mutation.Syntax syntax() {
            return new DelimitedSyntax(StandardCharsets.ISO_8859_1, "'\n", "+:", "?'\n", List.of(
                    new Form("service string advice", (text, random) -> "UNA:+.? '" + (random.nextBoolean() ? "\n" : "") + text),
                    new Form("other separators", (text, random) -> "UNA|~.! ;\n" + exchanged(text, ":+'", "|~;")),
                    new Form("one line", (text, random) -> text.replace("\n", "")),
                    new Form("carriage returns", (text, random) -> text.replace("\n", "\r\n")),
                    new Form("blanks before", (text, random) -> "\r\n " + text),
                    new Form("release characters", EdiMutationTest::released)), Place.of("UNB.UNB01"), CHARSETS);
        }

        @Override
        protected Optional<Reference> reference() {
            return Optional.of(EdiReference.edifact(CHARSETS));
        }

        @Override
        protected List<byte[]> messages() {
            return List.of(Edi.bytes(Edi.DESADV), Edi.bytes(FLAT));
        }
    }

    @Nested
    class X12 extends DecoderMutationContract {

        @Override
        protected Decoder decoder() {
            return new X12Decoder();
        }

        @Override
        protected io.weft.tck.mutation.Syntax syntax() {
            return new DelimitedSyntax(StandardCharsets.US_ASCII, "~\n", "*", ">~\n", List.of(
                    new Form("one line", (text, random) -> text.replace("\n", "")),
                    new Form("carriage returns", (text, random) -> text.replace("\n", "\r\n")),
                    new Form("other separators", (text, random) -> exchanged(text, "*~", "|'")),
                    new Form("control characters as separators", (text, random) ->
                            exchanged(text.replace("\n", ""), "*~", "\u001D\u001C")),
                    new Form("segments ended by line feeds", (text, random) -> text.replace("~\n", "\n"))));
        }

        @Override
        protected Optional<Reference> reference() {
            return Optional.of(EdiReference.x12());
        }

        @Override
        protected List<byte[]> messages() {
            return List.of(Edi.bytes(Edi.SHIP_NOTICE), Edi.bytes(FLAT_X12));
        }
    }
}
