package io.weft.format.idoc.flat;

import io.weft.mapping.Decoder;
import io.weft.tck.mutation.DecoderMutationContract;
import io.weft.tck.mutation.FixedWidthSyntax;
import io.weft.tck.mutation.Reference;
import io.weft.tck.mutation.Syntax;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;

class IdocFlatMutationTest {

    private abstract static class Mutated extends DecoderMutationContract {

        private final Charset charset;
        private final boolean byBytes;

        Mutated(Charset charset, boolean byBytes) {
            this.charset = charset;
            this.byBytes = byBytes;
        }

        @Override
        protected Decoder decoder() {
            return new IdocFlatDecoder("idoc-flat", charset, byBytes, SegmentDefinitions.bundled());
        }

        @Override
        protected Syntax syntax() {
            return new FixedWidthSyntax(charset, List.of(
                    form("carriage returns", text -> text.replace("\n", "\r\n")),
                    form("blank lines", text -> text.replace("\n", "\n\n")),
                    form("end of the last line", String::strip),
                    form("records filled up", text -> filled(text, "\n")),
                    form("records without line ends", text -> filled(text, ""))));
        }

        private Syntax.Rewriting form(String name, UnaryOperator<String> form) {
            return new Syntax.Rewriting() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public Optional<byte[]> rewrite(String message, Random random) {
                    return Optional.of(form.apply(message).getBytes(charset));
                }
            };
        }

        private String filled(String text, String end) {
            StringBuilder filled = new StringBuilder();
            for (String line : text.split("\n")) {
                int size = byBytes ? line.getBytes(charset).length : line.length();
                int length = filled.isEmpty() ? FlatIdoc.CONTROL_LENGTH : FlatIdoc.RECORD_LENGTH;
                filled.append(line).append(" ".repeat(length - size)).append(end);
            }
            return filled.toString();
        }

        @Override
        protected Optional<Reference> reference() {
            return Optional.of(new PositionalReference(charset, byBytes));
        }

        @Override
        protected List<byte[]> messages() {
            return List.of(FlatIdocs.order(charset, byBytes, "低温 Pharma", "药品 Gehalt", "1250.375"),
                    FlatIdocs.order(charset, byBytes, "Example Chemicals", "Lactose monohydrate", "17.5-"));
        }
    }

    @Nested
    class ByCharacters extends Mutated {
        ByCharacters() {
            super(StandardCharsets.UTF_8, false);
        }
    }

    @Nested
    class ByBytes extends Mutated {
        ByBytes() {
            super(Charset.forName("GBK"), true);
        }
    }
}
