package io.weft.mapping;

import io.weft.adapter.Outcome;
import io.weft.adapter.RawMessage;
import io.weft.event.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says what a counterpart has to be told about its message once intake has decided, where its standard wants a document of
 * its own for that (EDIFACT CONTRL, X12 997) and not just the transport's answer. The statement is itself taken in, as a
 * message of the hub about the counterpart, so that it is evidenced, and leaves as a delivery that an outbound mapping
 * writes. Stateless, called by many threads.
 */
@ConsumerType
public interface Acknowledger {

    /**
     * @param outcome what became of the message the first time; never {@code DUPLICATE}
     * @param reasons why it was quarantined; otherwise empty
     * @return the statement as {@code io.weft.event.CanonicalJson} describes a value, the same each time for the same
     *         arguments; empty if this counterpart or message is not to be answered so
     */
    Optional<Map<String, ?>> acknowledgement(RawMessage message, Outcome outcome, List<Rejection> reasons);
}
