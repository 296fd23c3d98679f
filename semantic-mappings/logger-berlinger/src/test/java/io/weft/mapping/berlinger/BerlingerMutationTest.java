package io.weft.mapping.berlinger;

import io.weft.mapping.Decoder;
import io.weft.mapping.Interpreter;
import io.weft.tck.mutation.DecoderMutationContract;
import io.weft.tck.mutation.DelimitedSyntax;
import io.weft.tck.mutation.Followed;
import io.weft.tck.mutation.MappingMutationContract;
import io.weft.tck.mutation.Reference;
import io.weft.tck.mutation.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;

/** Damaged logger exports: what a device did not measure never becomes a reading. */
class BerlingerMutationTest {

    private record Form(String name, UnaryOperator<String> form) implements Syntax.Rewriting {

        @Override
        public Optional<byte[]> rewrite(String message, Random random) {
            return Optional.of(form.apply(message).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final Syntax SYNTAX = new DelimitedSyntax(StandardCharsets.UTF_8, "\n", ",\t", "\r", List.of(
            new Form("carriage returns and line feeds", text -> text.replace("\n", "\r\n")),
            new Form("end of the last line", String::strip)));

    private static byte[] export() {
        return Export.text().getBytes(StandardCharsets.UTF_8);
    }

    @Nested
    class Text extends DecoderMutationContract {

        @Override
        protected Decoder decoder() {
            return new BerlingerDecoder();
        }

        @Override
        protected Syntax syntax() {
            return SYNTAX;
        }

        @Override
        protected Optional<Reference> reference() {
            return Optional.of(new LineReference());
        }

        @Override
        protected List<byte[]> messages() {
            return List.of(export());
        }
    }

    @Nested
    class Mapped extends MappingMutationContract {

        @Override
        protected Interpreter interpreter() {
            return Export.interpreter(".");
        }

        @Override
        protected Decoder decoder() {
            return new BerlingerDecoder();
        }

        @Override
        protected Syntax syntax() {
            return SYNTAX;
        }

        @Override
        protected byte[] message() {
            return export();
        }

        @Override
        protected List<Followed> followed() {
            return List.of();
        }
    }
}
