package io.weft.decision.interlock;

import io.weft.identity.ThreadKey;
import io.weft.thread.Direction;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadQuery;
import io.weft.thread.ThreadRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the store where lots stand. */
final class Standings {

    private static final int MOST_LOTS = 500;

    private final ThreadQuery query;

    Standings(ThreadQuery query) {
        this.query = query;
    }

    LotStanding of(ThreadKey lot) throws StoreUnavailableException {
        return query.thread(new ThreadRequest(lot, Direction.ORIGIN, 0, ThreadRequest.MAXIMUM_EVENTS))
                .map(thread -> StandingReader.read(lot, thread.events()))
                .orElseGet(() -> StandingReader.read(lot, List.of()));
    }

    /** All lots of the item that the lot is of. */
    Map<ThreadKey, LotStanding> ofItem(ThreadKey lot) throws StoreUnavailableException {
        Map<ThreadKey, LotStanding> standings = new LinkedHashMap<>();
        for (ThreadKey other : query.lots(lot.gtin(), MOST_LOTS)) {
            standings.put(other, of(other));
        }
        return standings;
    }
}
