package io.weft.format.idoc.flat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Map;

/** Writes flat IDocs as a system of the code page does: fields are filled up with spaces to so many bytes or characters. */
final class FlatIdocs {

    private static final SegmentDefinitions DEFINITIONS = SegmentDefinitions.bundled();

    private final Charset charset;
    private final boolean byBytes;
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private int segments;

    FlatIdocs(Charset charset, boolean byBytes) {
        this.charset = charset;
        this.byBytes = byBytes;
    }

    /** A purchase order of one line, with a name and a short text in the language of the source. */
    static byte[] order(Charset charset, boolean byBytes, String name, String text, String quantity) {
        FlatIdocs idoc = new FlatIdocs(charset, byBytes);
        idoc.control();
        idoc.segment("E2EDK01005", "000000", Map.of("BELNR", "4500000123"));
        idoc.segment("E2EDKA1003", "000000", Map.of("PARVW", "LF", "PARTN", "0000200017", "NAME1", name, "ILNNR", "4012345000009"));
        idoc.segment("E2EDP01006", "000000", Map.of("POSEX", "00010", "MENGE", quantity, "MENEE", "KG"));
        idoc.segment("E2EDP19001", "000003", Map.of("QUALF", "001", "IDTNR", "000000000010004741", "KTEXT", text));
        return idoc.file.toByteArray();
    }

    private void control() {
        record(fields("EDI_DC40", Map.of("TABNAM", "EDI_DC40", "MANDT", "100", "DOCNUM", "0000000000700001", "DIRECT", "1",
                "IDOCTYP", "ORDERS05", "MESTYP", "ORDERS", "CREDAT", "20260301", "CRETIM", "091500")));
    }

    private void segment(String name, String parent, Map<String, String> texts) {
        record(padded(name, 30) + padded("100", 3) + "0000000000700001" + String.format("%06d", ++segments) + parent + "02"
                + fields(DEFINITIONS.type(name).orElseThrow(), texts));
    }

    private String fields(String type, Map<String, String> texts) {
        StringBuilder line = new StringBuilder();
        for (Field field : DEFINITIONS.fields(type)) {
            line.append(padded(texts.getOrDefault(field.name(), ""), field.length()));
        }
        return line.toString();
    }

    private String padded(String text, int length) {
        int size = byBytes ? text.getBytes(charset).length : text.length();
        return text + " ".repeat(length - size);
    }

    private void record(String line) {
        file.writeBytes((line.stripTrailing() + "\n").getBytes(charset));
    }
}
