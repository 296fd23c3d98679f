package io.weft.mapping;

import io.weft.event.Rejection;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
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

    /**
     * The same, where a mapping declares more of how its source writes: for formats that leave things open which nobody may
     * guess, as a CSV file its delimiter.
     *
     * @param options by name; a format that leaves nothing open knows none
     * @throws DecodeException also if an option is not known or has no such value
     */
    default Envelope decode(byte[] payload, Optional<Charset> charset, Map<String, String> options, TreeVisitor visitor)
            throws DecodeException {
        if (!options.isEmpty()) {
            throw new DecodeException(Rejection.internal("UNKNOWN_OPTION", "source.options",
                    String.join(", ", new TreeSet<>(options.keySet())), format() + " has no options"));
        }
        return decode(payload, charset, visitor);
    }
}
