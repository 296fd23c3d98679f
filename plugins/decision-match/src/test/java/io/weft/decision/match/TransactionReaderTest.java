package io.weft.decision.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.adapter.MessageId;
import io.weft.adapter.RawMessage;
import io.weft.event.CanonicalJson;
import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.EvidenceClass;
import io.weft.ledger.proof.EventEvidence;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingRef;
import io.weft.thread.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransactionReaderTest {

    private static final String ITEM = "https://id.gs1.org/01/09521321000018";
    private static final String ORDER = "urn:epcglobal:cbv:bt:9521321000001:4500000123";
    private static final String OF_ORDER = ",'bizTransactionList':[{'type':'po','bizTransaction':'" + ORDER
            + "'},{'type':'desadv','bizTransaction':'urn:epcglobal:cbv:bt:9521234000006:DN-1'}]";
    private static final String LOT = "[{'epcClass':'" + ITEM + "/10/L-1','quantity':5,'uom':'KGM'}]";

    private static StoredEvent stored(String id, int message, String mapping, String members, String... sameFactAs) throws Exception {
        String json = "{'eventTime':'2026-03-01T08:00:00Z','eventTimeZoneOffset':'+00:00'," + members + "}";
        @SuppressWarnings("unchecked")
        Map<String, Object> body =
                (Map<String, Object>) CanonicalJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        MappedEvent mapped = new MappedEvent(Event.of(body, new EventId("urn:test:" + id)), Set.of(EvidenceClass.CUSTODY));
        MappingRef reference = new MappingRef(mapping, "1.0.0");
        RawMessage raw = new RawMessage("http~test", "test", "json", Optional.empty(), "", Instant.EPOCH, Map.of(), new byte[0]);
        EventEvidence evidence = EventEvidence.of(new byte[32], mapped, raw,
                new MessageId("http~test", MessageId.Kind.ENVELOPE, "", id), reference);
        return new StoredEvent(mapped.event(), mapped.classes(), new UUID(0, message), reference, Instant.EPOCH, evidence,
                OptionalLong.empty(), List.of(sameFactAs).stream().map(other -> new EventId("urn:test:" + other)).toList());
    }

    private static StoredEvent receipt(String id, String mapping, String... sameFactAs) throws Exception {
        return stored(id, id.hashCode(), mapping,
                "'type':'ObjectEvent','action':'OBSERVE','bizStep':'receiving','quantityList':" + LOT + OF_ORDER, sameFactAs);
    }

    private static List<String> told(StoredEvent... events) {
        return TransactionReader.read(List.of(events)).stream().flatMap(order -> order.statements().stream())
                .map(statement -> statement.kind() + " " + statement.subject() + " " + statement.quantity() + " " + statement.unit()
                        + " " + statement.expiry().orElse("-")).toList();
    }

    @Test
    void readsWhatEachDocumentSays() throws Exception {
        assertEquals(List.of("ORDER " + ITEM + " 5 KGM -", "DESPATCH " + ITEM + "/10/L-1 5 KGM 2027-08-31", "RECEIPT " + ITEM
                + "/10/L-1 5 KGM -"), told(
                stored("order", 1, "erp", "'type':'TransactionEvent','action':'ADD','quantityList':[{'epcClass':'" + ITEM
                        + "','quantity':5,'uom':'KGM'}]" + OF_ORDER),
                stored("packing", 2, "edi", "'type':'AggregationEvent','action':'ADD','bizStep':'packing','parentID':"
                        + "'https://id.gs1.org/00/340123450000000017','childQuantityList':" + LOT + OF_ORDER),
                stored("expiry", 2, "edi", "'type':'ObjectEvent','action':'ADD','quantityList':[{'epcClass':'" + ITEM
                        + "/10/L-1'}],'ilmd':{'cbvmda:itemExpirationDate':'2027-08-31'}"),
                stored("shipping", 2, "edi", "'type':'ObjectEvent','action':'OBSERVE','bizStep':'shipping','epcList':"
                        + "['https://id.gs1.org/00/340123450000000017']" + OF_ORDER),
                receipt("receipt", "erp")));
    }

    @Test
    void factThatTwoSystemsTellCountsOnceAndIsNoRepeat() throws Exception {
        List<BusinessTransaction> read = TransactionReader.read(List.of(receipt("a", "erp"), receipt("b", "wms", "a")));

        assertEquals(1, read.get(0).statements().size());
        assertEquals(List.of(), read.get(0).repeated());
    }

    @Test
    void factThatOneSystemTellsTwiceIsARepeat() throws Exception {
        List<BusinessTransaction> read = TransactionReader.read(List.of(receipt("a", "erp"), receipt("b", "erp", "a")));

        assertEquals(1, read.get(0).statements().size());
        assertEquals(List.of(new EventId("urn:test:b")), read.get(0).repeated());
    }

    @Test
    void ordersAreKeptApart() throws Exception {
        String other = OF_ORDER.replace("4500000123", "4500000124");
        StoredEvent ofOther = stored("c", 3, "erp",
                "'type':'ObjectEvent','action':'OBSERVE','bizStep':'receiving','quantityList':" + LOT + other);

        assertEquals(List.of(ORDER, ORDER.replace("123", "124")), TransactionReader.read(List.of(receipt("a", "erp"), ofOther)).stream()
                .map(BusinessTransaction::order).toList());
    }
}
