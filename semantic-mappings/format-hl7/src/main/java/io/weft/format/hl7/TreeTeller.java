package io.weft.format.hl7;

import io.weft.mapping.DecodeException;
import io.weft.mapping.TreeVisitor;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Tells a grouped message to a visitor. */
final class TreeTeller {

    /** HL7's null: the value is known to be none (HL7 v2.5, 2.5.3). */
    static final String NULL = "\"\"";
    static final String POSITION = "#";
    private static final String HEADER = "MSH";
    private static final int DELIMITERS_FIELD = 2;

    private final Delimiters delimiters;
    private final Escapes escapes;
    private final TreeVisitor visitor;

    TreeTeller(Delimiters delimiters, Escapes escapes, TreeVisitor visitor) {
        this.delimiters = delimiters;
        this.escapes = escapes;
        this.visitor = visitor;
    }

    void tell(Group group) throws DecodeException {
        visitor.startObject();
        tellParts(group.parts());
        visitor.endObject();
    }

    private void tellParts(Map<String, List<Part>> parts) throws DecodeException {
        for (Map.Entry<String, List<Part>> named : parts.entrySet()) {
            visitor.name(named.getKey());
            if (named.getKey().equals(HEADER)) {
                tell(named.getValue().get(0));
                continue;
            }
            visitor.startArray();
            for (Part part : named.getValue()) {
                tell(part);
            }
            visitor.endArray();
        }
    }

    private void tell(Part part) throws DecodeException {
        if (part instanceof Group group) {
            tell(group);
            return;
        }
        Segment segment = (Segment) part;
        visitor.startObject();
        visitor.name(POSITION);
        visitor.number(BigDecimal.valueOf(segment.position()));
        for (Map.Entry<Integer, String> field : segment.fields().entrySet()) {
            String name = segment.id() + "-" + field.getKey();
            visitor.name(name);
            visitor.startArray();
            if (segment.id().equals(HEADER) && field.getKey() <= DELIMITERS_FIELD) {
                asWritten(field.getValue());
            } else {
                for (String repetition : Delimiters.split(field.getValue(), delimiters.repetition())) {
                    parts(repetition, delimiters.component(), name, true);
                }
            }
            visitor.endArray();
        }
        tellParts(segment.about());
        visitor.endObject();
    }

    private void asWritten(String text) throws DecodeException {
        visitor.startObject();
        visitor.name("_1");
        visitor.text(text);
        visitor.endObject();
    }

    /** An object of the parts that are not empty: {@code _1}, {@code _2} and so on. */
    private void parts(String text, char separator, String field, boolean components) throws DecodeException {
        visitor.startObject();
        List<String> parts = Delimiters.split(text, separator);
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.isEmpty()) {
                continue;
            }
            visitor.name("_" + (i + 1));
            if (components && delimiters.subcomponent() != 0 && part.indexOf(delimiters.subcomponent()) >= 0) {
                parts(part, delimiters.subcomponent(), field, false);
            } else if (part.equals(NULL)) {
                visitor.nothing();
            } else {
                visitor.text(escapes.read(part, field));
            }
        }
        visitor.endObject();
    }
}
