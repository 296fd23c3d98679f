package io.weft.mapping;

import java.math.BigDecimal;

/**
 * What a decoder tells about a message, in document order: JSON's shapes, numbers exact. Members of one object may repeat
 * a name (XML elements do): the receiver collects them into an array.
 *
 * @throws DecodeException from any method, when a bound on depth, size or count is reached
 */
public interface TreeVisitor {

    void startObject() throws DecodeException;

    void endObject() throws DecodeException;

    void startArray() throws DecodeException;

    void endArray() throws DecodeException;

    /** The name of the next value in the present object. */
    void name(String name) throws DecodeException;

    void text(String value) throws DecodeException;

    void number(BigDecimal value) throws DecodeException;

    void bool(boolean value) throws DecodeException;

    void nothing() throws DecodeException;
}
