package io.weft.tck.mutation;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** How a family of formats writes: enough of it to make changes that mean something. The messages it is given are valid. */
public interface Syntax {

    /** Of the messages that it is given. */
    default Charset charset() {
        return StandardCharsets.UTF_8;
    }

    /**
     * The charset that a leaf names for all the rest of its message: then another value there gives the same bytes another
     * reading.
     *
     * @return empty if the leaf names none, or the value is no charset's name, so that the message cannot be read
     */
    default Optional<Charset> named(Place place, Object value) {
        return Optional.empty();
    }

    /** Names of charsets that this leaf may have; empty if it names none. */
    default List<String> names(Place place) {
        return List.of();
    }

    /**
     * What stands side by side: members, elements, segments, fields, lines. Each group may be written anew with parts
     * repeated, left out or in another order.
     */
    List<Siblings> siblings(String message);

    /**
     * How a value is written, so that it is read as it is.
     *
     * @param value  a text, or a {@code BigDecimal}
     * @param before what it replaces
     * @return empty if the format cannot hold it, or may read it as another
     */
    Optional<String> written(Object value, Object before);

    /** Other forms of a message that mean the same. */
    List<Rewriting> rewritings();

    /** Something large, deep or dear to read, of at most some megabytes; need not be valid. */
    byte[] bomb(String message, Random random);

    /** A form of a message that means the same. */
    interface Rewriting {

        String name();

        /** @return empty where this message has no such form */
        Optional<byte[]> rewrite(String message, Random random);
    }
}
