package io.weft.adapter;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message as it came, never edited.
 *
 * @param instance     adapter instance, for example {@code http~erp}
 * @param system       the counterpart's name, for example {@code erp}
 * @param format       the decoder's format, for example {@code idoc-xml}
 * @param transportKey the transport's key, where it has one
 * @param epoch        see {@link MessageId#epoch()}
 * @param receivedAt   hub clock
 * @param headers      what the transport says about it; never secrets
 * @param payload      the bytes as received; not copied, nobody may change them
 */
public record RawMessage(String instance, String system, String format, Optional<String> transportKey, String epoch,
        Instant receivedAt, Map<String, String> headers, byte[] payload) {
}
