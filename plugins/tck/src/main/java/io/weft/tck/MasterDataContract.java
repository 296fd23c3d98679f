package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.adapter.Outcome;
import io.weft.ledger.LogStore;
import io.weft.ledger.TreeHead;
import io.weft.thread.MasterData;
import io.weft.thread.ThreadStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What {@link MasterData} owes those who ask what held at a time. Each test begins with an empty store. */
public abstract class MasterDataContract {

    private static final String ITEMS = "urn:epcglobal:epcis:vtype:EPCClass";
    private static final String ITEM = "https://id.gs1.org/01/09521321000018";
    private static final String OTHER_ITEM = "https://id.gs1.org/01/09521321000025";

    private int messages;

    protected abstract ThreadStore store() throws Exception;

    protected abstract LogStore log() throws Exception;

    protected abstract MasterData masterData() throws Exception;

    @Test
    public void ofSeveralStatementsTheOneRecordedLastHolds() throws Exception {
        tell(statement("first", ITEM, at(1), at(9)), statement("second", ITEM, at(3), at(5)));
        assertEquals(Optional.empty(), holding(0));
        assertEquals(Optional.of("tck:first"), holding(1));
        assertEquals(Optional.of("tck:second"), holding(3));
        assertEquals(Optional.of("tck:first"), holding(5));
        assertEquals(Optional.empty(), holding(9));
    }

    @Test
    public void anElementIsFoundInEverySpellingOfItsKey() throws Exception {
        tell(statement("first", "urn:epc:idpat:sgtin:9521321.000001.*", at(1)));
        assertEquals(Optional.of("tck:first"), holding(2));
    }

    @Test
    public void aStatementInErrorDoesNotCount() throws Exception {
        SampleEvent wrong = statement("wrong", ITEM, at(1));
        tell(statement("right", ITEM, at(1)), wrong, wrong.inError("2026-03-02T08:00:00Z"));
        assertEquals(Optional.of("tck:right"), holding(2));
    }

    @Test
    public void whatWasKnownEarlierCanBeAskedFor() throws Exception {
        tell(statement("first", ITEM, at(1)));
        log().sequence("tck", 100, (head, pending) -> new LogStore.Appended(
                new TreeHead(head.size() + pending.size(), List.of()), List.of()));
        tell(statement("corrected", ITEM, at(1)));
        assertEquals(Optional.of("tck:corrected"), holding(2));
        assertEquals(Optional.of("tck:first"), masterData().statement(ITEMS, ITEM, Instant.parse(at(2)), OptionalLong.of(1))
                .map(stored -> stored.event().id().uri()));
    }

    @Test
    public void aVocabularyIsToldPageByPage() throws Exception {
        tell(statement("one", ITEM, at(1)), statement("other", OTHER_ITEM, at(1)), statement("past", OTHER_ITEM, at(0), at(1)));
        assertEquals(List.of(ITEMS), masterData().vocabularies());
        assertEquals(List.of("tck:one"), page(Optional.empty(), 1));
        assertEquals(List.of("tck:other"), page(Optional.of(ITEM), 10));
        assertEquals(List.of("tck:one", "tck:other"), page(Optional.empty(), 10));
    }

    private List<String> page(Optional<String> after, int limit) throws Exception {
        return masterData().statements(ITEMS, after, limit, Instant.parse(at(2)), OptionalLong.empty()).stream()
                .map(stored -> stored.event().id().uri()).toList();
    }

    private Optional<String> holding(int hour) throws Exception {
        return masterData().statement(ITEMS, ITEM, Instant.parse(at(hour)), OptionalLong.empty())
                .map(stored -> stored.event().id().uri());
    }

    private static SampleEvent statement(String id, String about, String... period) {
        return SampleEvent.statement("tck:" + id, at(0), ITEMS, about, period);
    }

    private static String at(int hour) {
        return "2026-03-01T0" + hour + ":00:00Z";
    }

    private void tell(SampleEvent... events) throws Exception {
        for (SampleEvent event : events) {
            assertEquals(Outcome.MAPPED,
                    store().store(SampleMessage.of("m-" + messages++).tells(event).mapped()).outcome());
        }
    }
}
