package io.weft.format.csv;

import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.mapping.TreeVisitor;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/**
 * {@code csv}: delimited text (RFC 4180), UTF-8 unless declared otherwise. It has no envelope. Told as
 * {@code {"preamble": [line..], "columns": [name..], "rows": [{"line": n, "cells": {name: text..}}..]}}; without a header
 * {@code columns} is absent and {@code cells} an array. Every cell is a text, exactly as written.
 */
@Component
public final class CsvDecoder implements Decoder {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    @Override
    public String format() {
        return "csv";
    }

    @Override
    public Envelope decode(byte[] payload, Optional<Charset> charset, TreeVisitor visitor) throws DecodeException {
        return decode(payload, charset, Map.of(), visitor);
    }

    @Override
    public Envelope decode(byte[] payload, Optional<Charset> charset, Map<String, String> options, TreeVisitor visitor)
            throws DecodeException {
        CsvOptions declared = CsvOptions.of(options);
        CsvReader reader = new CsvReader(text(payload, charset.orElse(StandardCharsets.UTF_8)), declared);
        if (reader.isOnlyLineEndsLeft()) {
            throw reader.refused("", "the file is empty");
        }
        visitor.startObject();
        preamble(reader, declared.preamble(), visitor);
        Optional<List<String>> columns = declared.header() ? Optional.of(columns(reader, visitor)) : Optional.empty();
        rows(reader, columns, visitor);
        visitor.endObject();
        return new Envelope(Optional.empty(), "");
    }

    private static void preamble(CsvReader reader, int lines, TreeVisitor visitor) throws DecodeException {
        visitor.name("preamble");
        visitor.startArray();
        for (int i = 0; i < lines; i++) {
            if (reader.isAtEnd()) {
                throw reader.refused("" + i, "the preamble has " + lines + " lines");
            }
            visitor.text(reader.line());
        }
        visitor.endArray();
    }

    private static List<String> columns(CsvReader reader, TreeVisitor visitor) throws DecodeException {
        if (reader.isAtEnd()) {
            throw reader.refused("", "the header is missing");
        }
        List<String> columns = reader.record();
        Set<String> names = new HashSet<>();
        visitor.name("columns");
        visitor.startArray();
        for (String column : columns) {
            if (!names.add(column)) {
                throw new DecodeException(Rejection.user("DUPLICATE_COLUMN", "line " + reader.recordLine(), column,
                        "two columns have this name"));
            }
            visitor.text(column);
        }
        visitor.endArray();
        return columns;
    }

    private static void rows(CsvReader reader, Optional<List<String>> columns, TreeVisitor visitor) throws DecodeException {
        visitor.name("rows");
        visitor.startArray();
        int width = columns.map(List::size).orElse(0);
        while (!reader.isOnlyLineEndsLeft()) {
            List<String> fields = reader.record();
            width = width == 0 ? fields.size() : width;
            if (fields.size() != width) {
                throw new DecodeException(Rejection.user("RAGGED_ROW", "line " + reader.recordLine(),
                        Integer.toString(fields.size()), "a row has " + width + " fields, as the first line has"));
            }
            visitor.startObject();
            visitor.name("line");
            visitor.number(BigDecimal.valueOf(reader.recordLine()));
            visitor.name("cells");
            cells(columns, fields, visitor);
            visitor.endObject();
        }
        visitor.endArray();
    }

    private static void cells(Optional<List<String>> columns, List<String> fields, TreeVisitor visitor)
            throws DecodeException {
        if (columns.isEmpty()) {
            visitor.startArray();
            for (String field : fields) {
                visitor.text(field);
            }
            visitor.endArray();
            return;
        }
        visitor.startObject();
        for (int i = 0; i < fields.size(); i++) {
            visitor.name(columns.get().get(i));
            visitor.text(fields.get(i));
        }
        visitor.endObject();
    }

    /** What is not text of the charset is refused, never replaced by U+FFFD. */
    private static String text(byte[] payload, Charset charset) throws DecodeException {
        CharsetDecoder decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(payload);
        CharBuffer out = CharBuffer.allocate((int) (payload.length * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            result = decoder.flush(out);
        }
        if (result.isError()) {
            throw new DecodeException(Rejection.user("UNDECODABLE", "byte " + in.position(),
                    in.hasRemaining() ? String.format("0x%02X", in.get(in.position())) : "", "is not " + charset.name()));
        }
        String text = out.flip().toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
