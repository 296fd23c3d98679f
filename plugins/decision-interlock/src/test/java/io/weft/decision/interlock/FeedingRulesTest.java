package io.weft.decision.interlock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.decision.interlock.Refusal.Code;
import io.weft.event.Quantity;
import io.weft.identity.ThreadKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedingRulesTest {

    private static final ThreadKey LOT = new ThreadKey("09521321000018", "L-1");
    private static final ThreadKey OTHER = new ThreadKey("09521321000018", "L-2");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");
    private static final Map<String, BigDecimal> FIVE = Map.of("KGM", new BigDecimal("5"));

    @Test
    void aReleasedLotIsFed() {
        assertEquals(List.of(), codes(Rotation.FEFO, lot("2026-12-31", "released", "2026-03-01"), Map.of()));
    }

    @Test
    void everyReasonIsToldAndAHoldNamesItsDeviation() {
        LotStanding bad = new LotStanding(true, List.of(new LotStanding.Hold("urn:weft:hold:1", "above")),
                Optional.of(TODAY.minusDays(1)), Optional.of(TODAY), Optional.empty(), FIVE);
        assertEquals(List.of(Code.HELD, Code.EXPIRED, Code.RETEST_DUE, Code.UNRELEASED), codes(Rotation.NONE, bad, Map.of()));
        assertEquals("urn:weft:hold:1",
                new FeedingRules(Rotation.NONE).check(feeding(false), bad, Map.of(), TODAY).get(0).subject());
    }

    @Test
    void theLastDayOfUseIsADayOfUse() {
        assertEquals(List.of(), codes(Rotation.NONE, lot("2026-03-02", "released", "2026-03-01"), Map.of()));
    }

    @Test
    void aLotThatNobodyKnowsIsNotFed() {
        LotStanding unknown = new LotStanding(false, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
        assertEquals(List.of(Code.UNKNOWN_LOT), codes(Rotation.FEFO, unknown, Map.of()));
    }

    @Test
    void theRotationIsTheJurisdictions() {
        LotStanding lot = lot("2026-12-31", "released", "2026-03-01");
        LotStanding sooner = lot("2026-11-30", "released", "2026-03-02");
        assertEquals(List.of(Code.ROTATION), codes(Rotation.FEFO, lot, Map.of(OTHER, sooner)));
        assertEquals(List.of(), codes(Rotation.OLDEST_APPROVED_FIRST, lot, Map.of(OTHER, sooner)));
        assertEquals(List.of(Code.ROTATION), codes(Rotation.OLDEST_APPROVED_FIRST, sooner, Map.of(OTHER, lot)));
        assertEquals(List.of(), codes(Rotation.NONE, lot, Map.of(OTHER, sooner)));
    }

    @Test
    void onlyWhatCouldBeFedGoesFirst() {
        LotStanding lot = lot("2026-12-31", "released", "2026-03-01");
        assertEquals(List.of(), codes(Rotation.FEFO, lot, Map.of(OTHER, lot("2026-11-30", "rejected", "2026-03-01"))));
        assertEquals(List.of(), codes(Rotation.FEFO, lot, Map.of(OTHER, lot("2026-02-28", "released", "2026-02-01"))));
        LotStanding usedUp = lot("2026-11-30", "released", "2026-03-01");
        assertEquals(List.of(), codes(Rotation.FEFO, lot, Map.of(OTHER, new LotStanding(true, List.of(), usedUp.expiry(),
                Optional.empty(), usedUp.usage(), Map.of("KGM", BigDecimal.ZERO)))));
    }

    @Test
    void aNamedPersonMayChangeTheOrderButNothingElse() {
        LotStanding lot = lot("2026-12-31", "released", "2026-03-01");
        Map<ThreadKey, LotStanding> others = Map.of(OTHER, lot("2026-11-30", "released", "2026-03-01"));
        assertEquals(List.of(), new FeedingRules(Rotation.FEFO).check(feeding(true), lot, others, TODAY));
        assertEquals(1, new FeedingRules(Rotation.FEFO)
                .check(feeding(true), lot("2026-12-31", "rejected", "2026-03-01"), others, TODAY).size());
    }

    private static List<Code> codes(Rotation rotation, LotStanding standing, Map<ThreadKey, LotStanding> others) {
        return new FeedingRules(rotation).check(feeding(false), standing, others, TODAY).stream().map(Refusal::code).toList();
    }

    private static Feeding feeding(boolean exception) {
        return new Feeding("1000123", LOT, new Quantity(BigDecimal.ONE, Optional.empty()), Optional.empty(), "R. Vogt",
                exception ? Optional.of(new Feeding.Exception("Q. Lim", "opened drum")) : Optional.empty());
    }

    private static LotStanding lot(String expiry, String code, String released) {
        return new LotStanding(true, List.of(), Optional.of(LocalDate.parse(expiry)), Optional.empty(),
                Optional.of(new LotStanding.Usage(code, "Q. Lim", Instant.parse(released + "T08:00:00Z"))), FIVE);
    }
}
