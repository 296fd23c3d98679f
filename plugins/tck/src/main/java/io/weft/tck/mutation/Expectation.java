package io.weft.tck.mutation;

import java.nio.charset.Charset;

/** What is known of a mutant without reading it. */
public sealed interface Expectation {

    /** Means what the original means: it must be read, and to the same values. */
    record Same() implements Expectation {
    }

    /**
     * One leaf holds another value: it is read with that value there and every other as it was, or refused with a reason.
     *
     * @param place   of the leaf in the decoder's tree
     * @param before  the value as it was
     * @param value   the new value, as the decoder has to tell it
     */
    record OneLeaf(Place place, Object before, Object value) implements Expectation {
    }

    /**
     * One leaf names another charset: it is read with that value there and every text as the bytes stand in that charset,
     * or refused with a reason.
     *
     * @param written the charset that the message was written in
     * @param named   the one that it names now
     */
    record OtherCharset(Place place, Object value, Charset written, Charset named) implements Expectation {
    }

    /** Anything may have become of it. It is read or refused; what an independent reader reads in it, the decoder must too. */
    record Open() implements Expectation {
    }
}
