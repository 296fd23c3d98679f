package io.weft.format.idoc.flat;

import io.weft.mapping.DecodeException;
import io.weft.mapping.Decoder;
import io.weft.mapping.Envelope;
import io.weft.mapping.TreeVisitor;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One SAP IDoc as a flat file: a control record {@code EDI_DC40} and data records {@code EDI_DD40}. It tells exactly the
 * tree of {@code idoc-xml}, so the mappings of that format serve: the control record an object, every other segment an
 * array under the segment that its {@code PSGNUM} names, fields texts, empty ones absent.
 */
public final class IdocFlatDecoder implements Decoder {

    private static final String CONTROL_RECORD = "EDI_DC40";
    private static final int DEEPEST = 60;

    private final String format;
    private final Charset codePage;
    private final boolean byBytes;
    private final SegmentDefinitions definitions;

    /** @param byBytes whether positions count bytes of the code page, as systems without Unicode write, or characters */
    IdocFlatDecoder(String format, Charset codePage, boolean byBytes, SegmentDefinitions definitions) {
        this.format = format;
        this.codePage = codePage;
        this.byBytes = byBytes;
        this.definitions = definitions;
    }

    private record Segment(String type, FlatRecord record, int depth, Map<String, List<Segment>> children) {
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public String mappedAs() {
        return "idoc-xml";
    }

    @Override
    public Envelope decode(byte[] payload, Optional<Charset> charset, TreeVisitor visitor) throws DecodeException {
        List<FlatRecord> records = FlatIdoc.records(payload, charset.orElse(codePage), byBytes);
        if (records.isEmpty() || !records.get(0).text(0, 10, "EDI_DC40.TABNAM").equals(CONTROL_RECORD)) {
            throw FlatRecord.refused("EDI_DC40.TABNAM", records.isEmpty() ? "" : records.get(0).text(0, 10, ""),
                    "an IDoc starts with its control record " + CONTROL_RECORD);
        }
        Map<String, String> control = fields(CONTROL_RECORD, records.get(0), 0, CONTROL_RECORD);
        for (String required : List.of("DOCNUM", "MESTYP", "IDOCTYP")) {
            if (!control.containsKey(required)) {
                throw FlatRecord.refused(CONTROL_RECORD + "." + required, "", "must be given");
            }
        }
        Segment root = segments(records.subList(1, records.size()), control.get("DOCNUM"));
        visitor.startObject();
        visitor.name(CONTROL_RECORD);
        visitor.startObject();
        tell(control, visitor);
        visitor.endObject();
        tellSegments(root, "", visitor);
        visitor.endObject();
        return new Envelope(Optional.of(control.get("DOCNUM")), control.get("MESTYP") + "/" + control.get("IDOCTYP"));
    }

    private Segment segments(List<FlatRecord> records, String number) throws DecodeException {
        Segment root = new Segment("", null, 0, new LinkedHashMap<>());
        Map<String, Segment> byNumber = new HashMap<>(Map.of("000000", root));
        for (int i = 0; i < records.size(); i++) {
            FlatRecord record = records.get(i);
            String place = "record " + (i + 2);
            if (record.length() < FlatIdoc.DATA_OFFSET) {
                throw FlatRecord.refused(place, Integer.toString(record.length()), "a data record has " + FlatIdoc.DATA_OFFSET
                        + " positions before its fields; this one was cut, or those before it are not of " + FlatIdoc.RECORD_LENGTH);
            }
            String name = record.text(0, 30, place + ".SEGNAM");
            if (name.startsWith(CONTROL_RECORD)) {
                throw FlatRecord.refused(place + ".SEGNAM", name, "a message is one IDoc: let the port write one a file");
            }
            String document = record.text(33, 16, place + ".DOCNUM");
            if (!document.equals(number)) {
                throw FlatRecord.refused(place + ".DOCNUM", document, "must be " + number + ", as in the control record");
            }
            String type = definitions.type(name).orElseThrow(() -> FlatRecord.refused(place + ".SEGNAM", name,
                    "is defined nowhere: put its fields, as transaction WE60 shows them, into the definitions"));
            String parent = record.text(55, 6, place + ".PSGNUM");
            Segment above = byNumber.get(parent.isEmpty() ? "000000" : parent);
            if (above == null || above.depth() == DEEPEST) {
                throw FlatRecord.refused(place + ".PSGNUM", parent, "must name an earlier segment, at most " + DEEPEST + " deep");
            }
            Segment segment = new Segment(type, record, above.depth() + 1, new LinkedHashMap<>());
            String own = record.text(49, 6, place + ".SEGNUM");
            if (own.isEmpty() || byNumber.putIfAbsent(own, segment) != null) {
                throw FlatRecord.refused(place + ".SEGNUM", own, "must be given, once in an IDoc");
            }
            above.children().computeIfAbsent(type, key -> new ArrayList<>()).add(segment);
        }
        return root;
    }

    private void tellSegments(Segment parent, String path, TreeVisitor visitor) throws DecodeException {
        for (Map.Entry<String, List<Segment>> group : parent.children().entrySet()) {
            visitor.name(group.getKey());
            visitor.startArray();
            for (Segment segment : group.getValue()) {
                String place = path + group.getKey();
                visitor.startObject();
                tell(fields(segment.type(), segment.record(), FlatIdoc.DATA_OFFSET, place), visitor);
                tellSegments(segment, place + ".", visitor);
                visitor.endObject();
            }
            visitor.endArray();
        }
    }

    private Map<String, String> fields(String type, FlatRecord record, int start, String path) throws DecodeException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Field field : definitions.fields(type)) {
            String text = record.text(start + field.offset(), field.length(), path + "." + field.name());
            if (!text.isEmpty()) {
                texts.put(field.name(), text);
            }
        }
        if (definitions.end(type).isPresent()) {
            refuseWhatIsBehind(record, start + definitions.end(type).getAsInt(), path);
        }
        return texts;
    }

    /** A definition that ends before the content does is of another release, or cuts fields where they are not. */
    private static void refuseWhatIsBehind(FlatRecord record, int end, String path) throws DecodeException {
        String behind = end < record.length() ? record.text(end, record.length() - end, path) : "";
        if (!behind.isEmpty()) {
            throw FlatRecord.refused(path, behind.strip(), "stands behind position " + (end + 1) + " of its record, where the definition"
                    + " of the segment ends: compare with transaction WE60; one that goes on ends with a line of three full stops");
        }
    }

    private static void tell(Map<String, String> texts, TreeVisitor visitor) throws DecodeException {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            visitor.name(text.getKey());
            visitor.text(text.getValue());
        }
    }
}
