package io.weft.format.csv;

import io.weft.mapping.Decoder;
import io.weft.tck.mutation.DecoderMutationContract;
import io.weft.tck.mutation.DelimitedSyntax;
import io.weft.tck.mutation.Reference;
import io.weft.tck.mutation.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

class CsvMutationTest extends DecoderMutationContract {

    private static final Pattern PLAIN_FIELD = Pattern.compile("(?<=[,\n]|\\A)[^,\n]+(?=[,\n])");

    /** @param anywhere whether it means the same inside quotes too */
    private record Form(String name, boolean anywhere, BiFunction<String, Random, String> form) implements Syntax.Rewriting {

        @Override
        public Optional<byte[]> rewrite(String message, Random random) {
            return anywhere || message.indexOf('"') < 0
                    ? Optional.of(form.apply(message, random).getBytes(StandardCharsets.UTF_8)) : Optional.empty();
        }
    }

    private static final List<Syntax.Rewriting> REWRITINGS = List.of(
            new Form("carriage returns and line feeds", false, (text, random) -> text.replace("\n", "\r\n")),
            new Form("carriage returns", false, (text, random) -> text.replace('\n', '\r')),
            new Form("end of the last line", true, (text, random) -> text.strip()),
            new Form("line ends after the last", true, (text, random) -> text + "\r\n".repeat(random.nextInt(40))),
            new Form("byte order mark", true, (text, random) -> "\uFEFF" + text),
            new Form("quotes", false, (text, random) -> PLAIN_FIELD.matcher(text).replaceAll(
                    field -> random.nextBoolean() ? "\"" + field.group() + "\"" : field.group())));

    @Override
    protected Decoder decoder() {
        return new CsvDecoder();
    }

    @Override
    protected Syntax syntax() {
        return new DelimitedSyntax(StandardCharsets.UTF_8, "\n", ",", "\"\r", REWRITINGS);
    }

    @Override
    protected Optional<Reference> reference() {
        return Optional.of(new CsvReference());
    }

    @Override
    protected List<byte[]> messages() {
        return List.of("""
                lot,value,unit,taken,note
                L-2026-001,12.5,mg/L,2026-03-01 08:00,first of three
                L-2026-002,0.031,mg/mL,2026-03-01 08:05,批号 of the supplier
                L-2026-003,98.60,%,2026-03-01 08:10,reserved
                """.getBytes(StandardCharsets.UTF_8), """
                sample,result
                S-4711,"< 0.05, below ""LOQ""
                of the method"
                S-4712,7.02
                """.getBytes(StandardCharsets.UTF_8));
    }
}
