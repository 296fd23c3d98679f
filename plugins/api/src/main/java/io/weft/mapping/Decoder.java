package io.weft.mapping;

import java.nio.charset.Charset;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Reads one format. A site adds a format by registering a service. Stateless, called by many threads. */
@ConsumerType
public interface Decoder {

    /** For example {@code idoc-xml}; unique among all decoders. */
    String format();

    /**
     * The format whose mappings serve what this decoder tells; its own unless it tells exactly the tree of another, as
     * one system's flat files and XML do.
     */
    default String mappedAs() {
        return format();
    }

    /**
     * Tells the message to the visitor.
     *
     * @param charset what the mapping or instance declares; empty to follow what the format itself declares
     * @throws DecodeException if the payload is not of this format, or its text is not of the charset; never guessed
     */
    Envelope decode(byte[] payload, Optional<Charset> charset, TreeVisitor visitor) throws DecodeException;
}
