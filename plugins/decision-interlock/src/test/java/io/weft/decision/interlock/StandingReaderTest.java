package io.weft.decision.interlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.identity.ThreadKey;
import io.weft.thread.StoredEvent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingReaderTest {

    private static final ThreadKey LOT = new ThreadKey("09521321000018", "L-1");
    private static final String HOLD = "'weft:deviation':{'weft:id':'urn:weft:hold:1','weft:rule':'above'}";

    @Test
    void anOpenDeviationHoldsUntilSomebodyAssessesItAsHarmless() {
        StoredEvent held = Told.object("1", "inspecting", HOLD);
        assertEquals(List.of(new LotStanding.Hold("urn:weft:hold:1", "above")), standing(held).holds());
        assertEquals(1, standing(held, Told.object("2", "inspecting", assessment("reject"))).holds().size());
        assertEquals(1, standing(held, Told.object("2", "inspecting",
                assessment("release").replace("hold:1", "hold:2"))).holds().size());
        assertEquals(List.of(), standing(held, Told.object("2", "inspecting", assessment("release"))).holds());
    }

    /** A policy's warning that a limit is near has no hold, and holds nothing. */
    @Test
    void aPolicysDeviationHoldsOnlyByItsHold() {
        String warning = HOLD.replace("'weft:rule'", "'weft:policy':'decision.limits.near@1.0.0','weft:rule'");
        assertEquals(List.of(), standing(Told.object("1", "inspecting", warning)).holds());
        String ordered = warning + ",'bizTransactionList':[{'type':'https://weft.io/ns/transaction/hold','bizTransaction':'urn:weft:hold:1'}]";
        assertEquals(1, standing(Told.object("1", "inspecting", ordered)).holds().size());
    }

    @Test
    void theLatestUsageDecisionCountsByItsOwnTime() {
        StoredEvent rejected = Told.object("1", "inspecting", usage("rejected", "2026-03-02T08:00:00Z"));
        StoredEvent released = Told.object("2", "inspecting", usage("released", "2026-03-01T08:00:00Z"));
        assertFalse(standing(rejected, released).usage().orElseThrow().releases());
    }

    @Test
    void datesStandInTheEventOrItsMasterData() {
        LotStanding standing = standing(
                Told.object("1", "receiving", "'ilmd':{'weft:lot':{'weft:expiryDate':'2027-12-31','weft:retestDate':'2027-06-30'}},'action':'ADD'"));
        assertEquals(Optional.of(LocalDate.parse("2027-12-31")), standing.expiry());
        assertEquals(Optional.of(LocalDate.parse("2027-06-30")), standing.retest());
    }

    @Test
    void anExpiryDateInTheVocabularyOfCbvCounts() {
        assertEquals(Optional.of(LocalDate.parse("2027-12-31")), standing(Told.object("1", "receiving",
                "'ilmd':{'cbvmda:itemExpirationDate':'2027-12-31T00:00:00Z'},'action':'ADD'")).expiry());
    }

    @Test
    void aDateThatIsNoneKeepsTheLotFromBeingFed() {
        assertTrue(standing(Told.object("1", "receiving", "'ilmd':{'cbvmda:itemExpirationDate':'soon'},'action':'ADD'"))
                .expired(LocalDate.parse("2026-03-02")));
    }

    @Test
    void stockIsWhatCameLessWhatWentAndOneFactCountsOnce() {
        StoredEvent receipt = Told.object("1", "receiving", "'x:a':1");
        StoredEvent again = Told.sameFactAs("1", "urn:epcglobal:cbv:bizstep:receiving");
        StoredEvent counted = Told.object("3", "stock_taking", "'x:a':1");
        assertEquals(0, new BigDecimal("5").compareTo(standing(receipt, again, counted).balance().get("KGM")));
        assertFalse(standing(receipt, Told.consumption("4")).inStock());
    }

    @Test
    void whatWasDeclaredAnErrorDoesNotCount() {
        StoredEvent receipt = Told.object("1", "receiving", "'x:a':1");
        assertFalse(standing(receipt, Told.declaredWrong("1", "receiving")).known());
    }

    @Test
    void aRefusedQuestionMakesNoLotKnown() {
        assertFalse(standing(Told.object("1", StandingReader.STEP, "'x:a':1")).known());
        assertTrue(standing(Told.object("1", "storing", "'x:a':1")).known());
    }

    static LotStanding standing(StoredEvent... events) {
        return StandingReader.read(LOT, List.of(events));
    }

    private static String assessment(String decision) {
        return "'weft:assessment':{'weft:deviation':'urn:weft:hold:1','weft:decision':'" + decision + "'}";
    }

    private static String usage(String code, String at) {
        return "'weft:usageDecision':{'weft:code':'" + code + "','weft:by':'Q. Lim','weft:at':'" + at + "'}";
    }
}
