package io.weft.format.csv;

import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.mapping.TreeVisitor;
import io.weft.tck.mutation.DecoderMutationContract;
import io.weft.tck.mutation.DelimitedSyntax;
import io.weft.tck.mutation.Syntax;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Without a header: with one, a changed name in it changes every row, and that is right. */
class CsvMutationTest extends DecoderMutationContract {

    @Override
    protected Decoder decoder() {
        return new Headerless();
    }

    @Override
    protected Syntax syntax() {
        return new DelimitedSyntax(StandardCharsets.UTF_8, "\n", ",", "\"\r", List.of());
    }

    @Override
    protected List<byte[]> messages() {
        return List.of("""
                L-2026-001,12.5,mg/L,2026-03-01 08:00,first of three
                L-2026-002,0.031,mg/mL,2026-03-01 08:05,批号 of the supplier
                L-2026-003,98.60,%,2026-03-01 08:10,reserved
                """.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Headerless implements Decoder {

        @Override
        public String format() {
            return "csv";
        }

        @Override
        public Envelope decode(byte[] payload, Optional<Charset> charset, TreeVisitor visitor) throws DecodeException {
            return new CsvDecoder().decode(payload, charset, Map.of("header", "false"), visitor);
        }
    }
}
