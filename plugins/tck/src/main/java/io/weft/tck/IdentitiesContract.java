package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.Outcome;
import io.weft.adapter.Receipt;
import io.weft.event.Rejection;
import io.weft.identity.ThreadKey;
import io.weft.thread.Candidate;
import io.weft.thread.Identities;
import io.weft.thread.LotIdentifier;
import io.weft.thread.ThreadStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What {@link Identities} owe those who know a lot by another number. Each test begins with an empty store. */
public abstract class IdentitiesContract {

    private static final ThreadKey LOT = new ThreadKey("09521321000018", "L-1");
    private static final ThreadKey OTHER = new ThreadKey("09521321000025", "L-2");
    private static final String BATCH = "https://weft.io/ns/id/erp-batch/9521321000001/0000%2F4711";
    private static final String SAMPLE = "https://weft.io/ns/id/sample/9521321000018/S-9";
    private static final String PALLET = "https://id.gs1.org/00/095213210000000001";
    private static final String CASE = "https://id.gs1.org/00/095213210000000018";

    private int messages;

    protected abstract ThreadStore store() throws Exception;

    protected abstract Identities identities() throws Exception;

    @Test
    public void aLotIsFoundByItsKeyInEverySpellingAndByItsNumber() throws Exception {
        tell(seen("1", 1, LOT));
        assertEquals(List.of(LOT), lots(LOT.canonical()));
        assertEquals(List.of(LOT), lots("urn:epc:class:lgtin:9521321.000001.L-1"));
        assertEquals(List.of(LOT), lots("https://example.com/01/09521321000018/10/L-1?17=271231"));
        assertEquals(List.of(LOT), lots("L-1"));
        assertEquals(List.of(), lots(OTHER.canonical()));
        assertEquals(List.of(), lots("L-2"));
        assertThrows(IllegalArgumentException.class, () -> lots("https://id.gs1.org/01/09521321000017/10/L-1"));
    }

    @Test
    public void anAliasNamesTheLotFromItsEventOn() throws Exception {
        tell(seen("1", 2, LOT).links(BATCH, "erp-batch"));
        Candidate expected = new Candidate(LOT, BATCH, "erp-batch", Optional.of("9521321000001"), Optional.of(at(2)),
                Optional.empty());
        assertEquals(List.of(expected), identities().candidates(LotIdentifier.of(BATCH)));
        assertEquals(List.of(expected), identities().candidates(LotIdentifier.of("0000/4711")));
        assertEquals(List.of(), identities().candidates(LotIdentifier.of(BATCH).at(at(1))));
    }

    @Test
    public void aBareNumberThatIsSeveralThingsIsAmbiguous() throws Exception {
        tell(seen("1", 1, LOT).links("https://weft.io/ns/id/erp-batch/9521321000001/77", "erp-batch"),
                seen("2", 1, OTHER).links("https://weft.io/ns/id/sample/9521321000018/77", "sample"));
        List<Candidate> candidates = identities().candidates(LotIdentifier.of("77"));
        assertEquals(List.of(LOT, OTHER), candidates.stream().map(Candidate::lot).toList());
        assertEquals(List.of("erp-batch", "sample"), candidates.stream().map(Candidate::kind).toList());
    }

    @Test
    public void aTransformationLinksTheLotThatItMade() throws Exception {
        tell(SampleEvent.transformation("tck:make", at(3).toString()).input(LOT.canonical(), "1")
                .output(OTHER.canonical(), "1").links(SAMPLE, "sample"));
        assertEquals(List.of(OTHER), lots(SAMPLE));
    }

    @Test
    public void anUnlinkIsAnEventAndTheNumberIsFreeFromThen() throws Exception {
        tell(seen("1", 1, LOT).links(BATCH, "erp-batch"), seen("2", 3, LOT).unlinks(BATCH, "erp-batch"),
                seen("3", 3, OTHER).links(BATCH, "erp-batch"));
        assertEquals(List.of(LOT), lots(LotIdentifier.of(BATCH).at(at(2))));
        assertEquals(List.of(OTHER), lots(LotIdentifier.of(BATCH).at(at(3))));
        assertEquals(List.of(LOT, OTHER), lots(BATCH));
    }

    @Test
    public void anAliasOfAnotherLotAtThatTimeIsQuarantined() throws Exception {
        tell(seen("first", 1, LOT).links(BATCH, "erp-batch"));
        Receipt receipt = store(seen("second", 4, OTHER).links(BATCH, "erp-batch"));
        assertEquals(Outcome.QUARANTINED, receipt.outcome());
        Rejection reason = receipt.reasons().get(0);
        assertEquals("AMBIGUOUS_IDENTITY_LINK", reason.code());
        assertEquals(BATCH, reason.value());
        for (String named : List.of(LOT.canonical(), OTHER.canonical(), "tck:first")) {
            assertTrue(reason.rule().contains(named), reason.rule());
        }
        assertEquals(Outcome.QUARANTINED, store(seen("third", 0, OTHER).links(BATCH, "erp-batch")).outcome(),
                "a link from before lasts into the other's time");
        assertEquals(List.of(LOT), lots(BATCH));
        tell(seen("again", 5, LOT).links(BATCH, "erp-batch"));
    }

    @Test
    public void aLinkInErrorDoesNotCountAndMayBeCorrectedInTheSameMessage() throws Exception {
        SampleEvent wrong = seen("wrong", 1, LOT).links(BATCH, "erp-batch");
        tell(wrong);
        assertEquals(Outcome.MAPPED, store().store(SampleMessage.of("correction")
                .tells(wrong.inError("2026-03-02T08:00:00Z")).tells(seen("right", 1, OTHER).links(BATCH, "erp-batch")).mapped())
                .outcome());
        assertEquals(List.of(OTHER), lots(BATCH));
    }

    @Test
    public void aLinkStandsInAnEventAboutOneLot() throws Exception {
        Receipt receipt = store(seen("two", 1, LOT).lot(OTHER.canonical(), "1").links(BATCH, "erp-batch"));
        assertEquals("IDENTITY_LINK_WITHOUT_ONE_LOT", receipt.reasons().get(0).code());
        assertEquals(List.of(), lots(BATCH));
    }

    @Test
    public void ofTwoMessagesInOneTransactionTheSecondIsAmbiguous() throws Exception {
        List<Receipt> receipts = store().storeAll(List.of(
                SampleMessage.of("a").tells(seen("a", 1, LOT).links(BATCH, "erp-batch")).mapped(),
                SampleMessage.of("b").tells(seen("b", 1, OTHER).links(BATCH, "erp-batch")).mapped()));
        assertEquals(List.of(Outcome.MAPPED, Outcome.QUARANTINED), receipts.stream().map(Receipt::outcome).toList());
    }

    @Test
    public void ofTwoTransactionsAtOnceOneIsAmbiguous() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                String alias = SAMPLE + "-" + round;
                List<Callable<Receipt>> storing = List.of(
                        () -> store().store(SampleMessage.of(alias + "a").tells(seen(alias + "a", 1, LOT).links(alias, "sample")).mapped()),
                        () -> store().store(SampleMessage.of(alias + "b").tells(seen(alias + "b", 1, OTHER).links(alias, "sample")).mapped()));
                int mapped = 0;
                for (Future<Receipt> stored : two.invokeAll(storing)) {
                    mapped += stored.get().outcome() == Outcome.MAPPED ? 1 : 0;
                }
                assertEquals(1, mapped);
            }
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    public void aContainerIsTheLotsThatItHeldThen() throws Exception {
        tell(SampleEvent.packing("tck:pack", at(1).toString(), "ADD", CASE, LOT.canonical()),
                SampleEvent.packing("tck:load", at(2).toString(), "ADD", PALLET, CASE),
                SampleEvent.packing("tck:pack-other", at(3).toString(), "ADD", PALLET, OTHER.canonical()),
                SampleEvent.packing("tck:unload", at(5).toString(), "DELETE", PALLET));
        assertEquals(List.of(), lots(LotIdentifier.of(PALLET).at(at(1))));
        assertEquals(List.of(LOT), lots(LotIdentifier.of(PALLET).at(at(2))));
        assertEquals(List.of(LOT), lots(LotIdentifier.of("095213210000000001").at(at(2))));
        assertEquals(List.of(LOT, OTHER), lots(LotIdentifier.of(PALLET).at(at(4))));
        assertEquals(List.of(), lots(LotIdentifier.of(PALLET).at(at(5))));
        assertEquals(List.of(), lots(PALLET));
    }

    private static SampleEvent seen(String id, int hour, ThreadKey lot) {
        return SampleEvent.object("tck:" + id, at(hour).toString()).lot(lot.canonical(), "5");
    }

    private static Instant at(int hour) {
        return Instant.parse("2026-03-01T0" + hour + ":00:00Z");
    }

    private void tell(SampleEvent... events) throws Exception {
        for (SampleEvent event : events) {
            Receipt receipt = store(event);
            assertEquals(Outcome.MAPPED, receipt.outcome(), receipt.reasons().toString());
        }
    }

    private Receipt store(SampleEvent event) throws Exception {
        return store().store(SampleMessage.of("m-" + messages++).tells(event).mapped());
    }

    private List<ThreadKey> lots(String identifier) throws Exception {
        return lots(LotIdentifier.of(identifier));
    }

    private List<ThreadKey> lots(LotIdentifier identifier) throws Exception {
        return identities().candidates(identifier).stream().map(Candidate::lot).distinct().toList();
    }
}
