package io.weft.format.csv;

import io.weft.mapping.Decoder;
import io.weft.tck.mutation.DecoderMutationContract;
import io.weft.tck.mutation.DelimitedSyntax;
import io.weft.tck.mutation.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.List;

class CsvMutationTest extends DecoderMutationContract {

    @Override
    protected Decoder decoder() {
        return new CsvDecoder();
    }

    @Override
    protected Syntax syntax() {
        return new DelimitedSyntax(StandardCharsets.UTF_8, "\n", ",", "\"\r", List.of());
    }

    @Override
    protected List<byte[]> messages() {
        return List.of("""
                lot,value,unit,taken,note
                L-2026-001,12.5,mg/L,2026-03-01 08:00,first of three
                L-2026-002,0.031,mg/mL,2026-03-01 08:05,批号 of the supplier
                L-2026-003,98.60,%,2026-03-01 08:10,reserved
                """.getBytes(StandardCharsets.UTF_8));
    }
}
