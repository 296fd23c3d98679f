package io.weft.engine.format;

import io.weft.mapping.DecodeException;
import io.weft.mapping.TreeVisitor;
import java.math.BigDecimal;
import java.util.Optional;

/** Passes all on, and keeps what an EPCIS document says of itself in its outermost object. */
final class EnvelopeWatch implements TreeVisitor {

    private final TreeVisitor visitor;
    private int depth;
    private String name = "";
    private String type;
    private String instanceIdentifier;

    EnvelopeWatch(TreeVisitor visitor) {
        this.visitor = visitor;
    }

    Optional<String> type() {
        return Optional.ofNullable(type);
    }

    Optional<String> instanceIdentifier() {
        return Optional.ofNullable(instanceIdentifier).filter(identifier -> !identifier.isBlank());
    }

    @Override
    public void startObject() throws DecodeException {
        depth++;
        visitor.startObject();
    }

    @Override
    public void endObject() throws DecodeException {
        depth--;
        visitor.endObject();
    }

    @Override
    public void startArray() throws DecodeException {
        depth++;
        visitor.startArray();
    }

    @Override
    public void endArray() throws DecodeException {
        depth--;
        visitor.endArray();
    }

    @Override
    public void name(String member) throws DecodeException {
        name = member;
        visitor.name(member);
    }

    @Override
    public void text(String value) throws DecodeException {
        if (depth == 1) {
            if (name.equals("type")) {
                type = value;
            } else if (name.equals("instanceIdentifier")) {
                instanceIdentifier = value;
            }
        }
        visitor.text(value);
    }

    @Override
    public void number(BigDecimal value) throws DecodeException {
        visitor.number(value);
    }

    @Override
    public void bool(boolean value) throws DecodeException {
        visitor.bool(value);
    }

    @Override
    public void nothing() throws DecodeException {
        visitor.nothing();
    }
}
