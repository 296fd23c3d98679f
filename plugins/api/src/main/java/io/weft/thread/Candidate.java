package io.weft.thread;

import io.weft.identity.ThreadKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A lot that an identifier may mean.
 *
 * @param identifier what names the lot: its own key, an alias, a container
 * @param kind       {@code lot}, {@code container}, or what the alias is to its issuer: {@code supplier-lot},
 *                   {@code erp-batch}, {@code sample}, {@code mes-lot}
 * @param issuer     GLN of whoever gave the number, where the alias tells it
 * @param from       eventTime from which it names the lot; empty for the lot's own key
 * @param to         eventTime from which it no longer does; empty while it does
 */
public record Candidate(ThreadKey lot, String identifier, String kind, Optional<String> issuer, Optional<Instant> from,
        Optional<Instant> to) {
}
