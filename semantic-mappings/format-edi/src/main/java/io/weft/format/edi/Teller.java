package io.weft.format.edi;

import io.weft.mapping.DecodeException;
import io.weft.mapping.TreeVisitor;
import java.util.List;
import java.util.Map;

/** Tells segments and groups to a visitor. */
final class Teller {

    private final TreeVisitor visitor;

    Teller(TreeVisitor visitor) {
        this.visitor = visitor;
    }

    void member(String name, String value) throws DecodeException {
        visitor.name(name);
        visitor.text(value);
    }

    void member(String name, Segment segment) throws DecodeException {
        visitor.name(name);
        visitor.startObject();
        elements(segment);
        visitor.endObject();
    }

    /** Flat, with the tag in each: what nobody knows the groups of. */
    void segments(List<Segment> segments) throws DecodeException {
        visitor.name("segments");
        visitor.startArray();
        for (Segment segment : segments) {
            visitor.startObject();
            member("tag", segment.tag());
            elements(segment);
            visitor.endObject();
        }
        visitor.endArray();
    }

    void members(Group group) throws DecodeException {
        for (Map.Entry<String, List<Group>> member : group.members().entrySet()) {
            visitor.name(member.getKey());
            visitor.startArray();
            for (Group element : member.getValue()) {
                visitor.startObject();
                if (element.segment().isPresent()) {
                    elements(element.segment().get());
                }
                members(element);
                visitor.endObject();
            }
            visitor.endArray();
        }
    }

    private void elements(Segment segment) throws DecodeException {
        texts(segment.elements());
        for (Map.Entry<String, List<Map<String, String>>> repeated : segment.repeated().entrySet()) {
            visitor.name(repeated.getKey() + "_repeated");
            visitor.startArray();
            for (Map<String, String> repetition : repeated.getValue()) {
                visitor.startObject();
                texts(repetition);
                visitor.endObject();
            }
            visitor.endArray();
        }
    }

    private void texts(Map<String, String> texts) throws DecodeException {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            member(text.getKey(), text.getValue());
        }
    }
}
