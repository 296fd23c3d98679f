package io.weft.adapter.opcua;

import io.weft.event.Reading;
import io.weft.event.SourceTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Values of one item that are missing between two source times.
 *
 * @param from ticks of the last reading before
 * @param to   ticks of the first reading after, later than {@code from}
 */
record Missing(String item, long from, long to, Gap.Cause cause) {

    /**
     * The statement as it is stored and evidenced (docs/adr/0018): a reading without a value at either edge of the gap,
     * one tick inside, whose status says why.
     */
    List<Received> edges(Instant now) {
        if (to - from < 2) {
            return List.of();
        }
        Received first = edge(from + 1, now);
        return to - from == 2 ? List.of(first) : List.of(first, edge(to - 1, now));
    }

    private Received edge(long ticks, Instant now) {
        return new Received.Number(new Reading(item, ticks, Optional.empty(), cause.status()), now);
    }

    Gap gap() {
        return new Gap(cause, 1, SourceTime.toInstant(from), SourceTime.toInstant(to));
    }
}
