package io.weft.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.adapter.Outcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a device measured near a lot is key data of the class of its measure, although readings are no events. */
class ExposureClassTest {

    @Test
    void aThreadTellsTheClassOfEachExposure() throws Exception {
        ThreadsEndpoint threads = new ThreadsEndpoint(OneMessage.of(Outcome.MAPPED), null, null, null);
        Map<?, ?> thread = Requests.json(threads.handle(Requests.of("GET", "/threads/09521321000018/L-1")));
        Map<?, ?> exposure = (Map<?, ?>) ((List<?>) thread.get("exposures")).get(0);
        assertEquals("SHOCK", exposure.get("measure"));
        assertEquals(BigDecimal.valueOf(9), exposure.get("class"));
    }
}
