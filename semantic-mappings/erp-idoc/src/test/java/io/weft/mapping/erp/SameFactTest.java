package io.weft.mapping.erp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventHash;
import io.weft.event.EventId;
import io.weft.model.hash.CbvEventHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The receipt that the ERP tells by IDoc and the WMS by EPCIS is one fact: the hub can say so by the CBV event hash. */
class SameFactTest {

    private static final Path ERP = Path.of("src/main/resources/mapping/goods-receipt/examples/normal/expected.json");
    private static final Path WAREHOUSE = Path.of("src/test/resources/same-fact/warehouse.json");

    private final EventHash hash = new CbvEventHash();

    @Test
    void aReceiptToldTwiceHasOneHash() throws Exception {
        assertEquals(hash.hash(erp(0)), hash.hash(warehouse()));
    }

    @Test
    void theLotsExpiryIsAnotherFact() throws Exception {
        assertNotEquals(hash.hash(erp(1)), hash.hash(warehouse()));
    }

    private static Event erp(int ordinal) throws Exception {
        Map<?, ?> expected = (Map<?, ?>) CanonicalJson.read(Files.readAllBytes(ERP));
        return event(((Map<?, ?>) ((List<?>) expected.get("events")).get(ordinal)).get("event"));
    }

    private static Event warehouse() throws Exception {
        return event(CanonicalJson.read(Files.readAllBytes(WAREHOUSE)));
    }

    @SuppressWarnings("unchecked") // names of members are texts, see CanonicalJson
    private static Event event(Object body) throws Exception {
        return Event.of((Map<String, ?>) body, new EventId("urn:weft:test:same-fact"));
    }
}
