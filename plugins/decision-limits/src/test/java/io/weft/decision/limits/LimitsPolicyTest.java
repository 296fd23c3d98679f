package io.weft.decision.limits;

import static io.weft.decision.limits.Lot.FAHRENHEIT;
import static io.weft.decision.limits.Lot.NORTH;
import static io.weft.decision.limits.Lot.SOUTH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.decision.Decision;
import io.weft.decision.Verdict;
import io.weft.event.CanonicalJson;
import io.weft.event.EventId;
import io.weft.event.Series;
import io.weft.event.Unit;
import io.weft.tck.RecordedHistory;
import io.weft.thread.Exposure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The cases of the table in README.md, by their numbers. */
class LimitsPolicyTest {

    /** Case 1: the allowance itself is allowed. */
    @Test
    void exactlyTheAllowanceIsAllowed() throws Exception {
        Lot lot = Lot.inZone(NORTH).readsEachMinute(NORTH, 0, 10, "9");
        Verdict verdict = lot.verdict(Settings.refrigerated().policy());
        assertEquals("600.0000000", seconds(verdict, Rule.ABOVE));
        assertEquals(List.of(), verdict.decisions());
    }

    /** Case 2: one tick more is not, and the reading that shows it is named. */
    @Test
    void aTickMoreIsAViolationCompletedByTheReadingThatShowsIt() throws Exception {
        Lot lot = Lot.inZone(NORTH).readsEachMinute(NORTH, 0, 10, "9").reads(NORTH, "PT10M0.0000001S", "9");
        Map<?, ?> deviation = onlyDeviation(lot.verdict(Settings.refrigerated().policy()));
        assertEquals("above", deviation.get("weft:rule"));
        assertEquals(new BigDecimal("600.0000001"), deviation.get("weft:cumulativeSeconds"));
        Map<?, ?> completedBy = (Map<?, ?>) deviation.get("weft:completedBy");
        assertEquals("2026-03-01T08:10:00.0000001Z", completedBy.get("weft:sourceTime"));
        assertEquals(new BigDecimal("9"), completedBy.get("weft:value"));
        assertEquals(NORTH.item(), completedBy.get("weft:item"));
    }

    /** A policy with narrower limits warns in time; what it tells must not keep the lot from being used. */
    @Test
    void aPolicyThatHoldsNothingOnlyTellsTheDeviation() throws Exception {
        Lot lot = Lot.inZone(NORTH).reads(NORTH, "PT0S", "7.6").reads(NORTH, "PT1M", "7.7");
        LimitsPolicy near = Settings.refrigerated().with("high", "7.5").with("allowanceAbove", "PT0S").with("hold", "false").policy();
        List<Decision> decisions = lot.verdict(near).decisions();
        assertEquals("above", deviation(decisions.get(0)).get("weft:rule"));
        assertEquals("sensor_reporting", decisions.get(0).epcis().get("bizStep"), "what subscriptions tell it by");
        assertFalse(decisions.get(0).epcis().containsKey("disposition"));
        assertFalse(decisions.get(0).epcis().containsKey("bizTransactionList"));
        assertEquals(List.of(), lot.verdict(Settings.refrigerated().policy()).decisions());
    }

    /** Case 3: a value at the limit is in order. */
    @Test
    void theLimitItselfIsInOrder() throws Exception {
        Lot lot = Lot.inZone(NORTH).readsEachMinute(NORTH, 0, 30, "8.000").readsEachMinute(NORTH, 31, 60, "2");
        Verdict verdict = lot.verdict(Settings.refrigerated().policy());
        assertEquals("0.0000000", seconds(verdict, Rule.ABOVE));
        assertEquals("0.0000000", seconds(verdict, Rule.BELOW));
    }

    /** Case 4: excursions add up over the life of the lot. */
    @Test
    void excursionsAddUp() throws Exception {
        Lot lot = Lot.inZone(NORTH).readsEachMinute(NORTH, 0, 5, "9").readsEachMinute(NORTH, 6, 99, "5")
                .readsEachMinute(NORTH, 100, 104, "9").reads(NORTH, "PT1H45M", "5");
        Map<?, ?> deviation = onlyDeviation(lot.verdict(Settings.refrigerated().policy()));
        assertEquals(new BigDecimal("660.0000000"), deviation.get("weft:cumulativeSeconds"));
        assertEquals("2026-03-01T08:00:00Z", deviation.get("weft:from"));
        assertEquals("2026-03-01T09:45:00Z", deviation.get("weft:to"), "the reading in order shows how long it lasted");
    }

    /** Case 5: a bad reading replaces nothing; the last good value counts on until it is too old. */
    @Test
    void badReadingsKeepTheLastGoodValueButNotForLong() throws Exception {
        Lot lot = Lot.inZone(NORTH).reads(NORTH, "PT0S", "9").readsBad(NORTH, "PT1M", "5").readsBad(NORTH, "PT8M", "5");
        Verdict verdict = lot.verdict(Settings.refrigerated().policy());
        assertEquals("300.0000000", seconds(verdict, Rule.ABOVE));
        assertEquals("180.0000000", seconds(verdict, Rule.UNKNOWN));
    }

    /** Case 6: nobody knows what a gap hides; it counts as unknown, and only decides where that is configured. */
    @Test
    void aGapLongerThanTheHoldIsUnknown() throws Exception {
        Lot lot = Lot.inZone(NORTH).reads(NORTH, "PT0S", "9").reads(NORTH, "PT2H", "5");
        Verdict verdict = lot.verdict(Settings.refrigerated().policy());
        assertEquals("300.0000000", seconds(verdict, Rule.ABOVE));
        assertEquals("6900.0000000", seconds(verdict, Rule.UNKNOWN));
        assertEquals(List.of(), verdict.decisions());

        Map<?, ?> deviation = onlyDeviation(lot.verdict(Settings.refrigerated().with("unknownAllowance", "PT1H").policy()));
        assertEquals("unknown", deviation.get("weft:rule"));
        assertFalse(deviation.containsKey("weft:limit"));
    }

    /** Case 7: of several series the worst counts, once. */
    @Test
    void theWorstOfSeveralSeriesCounts() throws Exception {
        Lot lot = Lot.inZone(NORTH, SOUTH).readsEachMinute(NORTH, 0, 12, "5").readsEachMinute(SOUTH, 0, 12, "9");
        assertEquals("720.0000000", seconds(lot.verdict(Settings.refrigerated().policy()), Rule.ABOVE));

        Lot both = Lot.inZone(NORTH, SOUTH).readsEachMinute(NORTH, 0, 9, "9").readsEachMinute(SOUTH, 0, 9, "10");
        assertEquals("540.0000000", seconds(both.verdict(Settings.refrigerated().policy()), Rule.ABOVE));
    }

    /** Case 8: above and below have their own sums, and may both hold at once in different places of the lot. */
    @Test
    void aboveAndBelowAreSeparate() throws Exception {
        Lot lot = Lot.inZone(NORTH, SOUTH).readsEachMinute(NORTH, 0, 11, "9").readsEachMinute(SOUTH, 0, 11, "1");
        List<Decision> decisions = lot.verdict(Settings.refrigerated().policy()).decisions();
        assertEquals(List.of("below", "above"), decisions.stream().map(each -> deviation(each).get("weft:rule")).toList());
        assertEquals(2, decisions.stream().map(each -> each.epcis().get("eventID")).distinct().count());
    }

    /** Case 9: what a zone measures while the lot is elsewhere is not the lot's. */
    @Test
    void aValueEndsWithTheExposure() throws Exception {
        Lot lot = Lot.nowhere().exposed(NORTH, "PT0S", "PT2M").exposed(SOUTH, "PT10M", "PT1H")
                .reads(NORTH, "PT0S", "9").reads(SOUTH, "PT11M", "5").reads(SOUTH, "PT12M", "5");
        Verdict verdict = lot.verdict(Settings.refrigerated().policy());
        assertEquals("120.0000000", seconds(verdict, Rule.ABOVE));
        assertEquals("60.0000000", seconds(verdict, Rule.UNKNOWN), "from the new exposure to its first reading");
    }

    /** Case 10: 46.4 degrees Fahrenheit is 8 degrees Celsius to the last digit; a rounded conversion would be above. */
    @Test
    void fahrenheitIsComparedExactly() throws Exception {
        Lot at = Lot.inZone(FAHRENHEIT).readsEachMinute(FAHRENHEIT, 0, 20, "46.4");
        assertEquals("0.0000000", seconds(at.verdict(Settings.refrigerated().policy()), Rule.ABOVE));
        Lot above = Lot.inZone(FAHRENHEIT).readsEachMinute(FAHRENHEIT, 0, 20, "46.4000000000000000000001");
        assertEquals("1200.0000000", seconds(above.verdict(Settings.refrigerated().policy()), Rule.ABOVE));
    }

    /** Case 11: a value in a unit that cannot be compared is not taken for a good one. */
    @Test
    void anUnknownUnitCountsAsUnknown() throws Exception {
        var percent = Lot.series("odd", "P1");
        Lot lot = Lot.inZone(percent).readsEachMinute(percent, 0, 20, "9");
        Verdict verdict = lot.verdict(Settings.refrigerated().policy());
        assertEquals("0.0000000", seconds(verdict, Rule.ABOVE));
        assertEquals("1200.0000000", seconds(verdict, Rule.UNKNOWN));
    }

    /** Case 12: a rule decides once on a lot, however long the violation goes on and however often it is told. */
    @Test
    void decidesOnce() throws Exception {
        LimitsPolicy policy = Settings.refrigerated().policy();
        Lot lot = Lot.inZone(NORTH).readsEachMinute(NORTH, 0, 20, "9");
        RecordedHistory history = lot.history();
        assertEquals(1, history.tell(policy, lot.readings()).decisions().size());
        Lot later = Lot.inZone(NORTH).readsEachMinute(NORTH, 20, 40, "9");
        assertEquals(List.of(), history.tell(policy, later.readings()).decisions());
        assertEquals(List.of(), history.tell(policy, lot.readings()).decisions());
    }

    /** Case 13: a backfilled reading changes the past, so it may complete a violation. */
    @Test
    void aLateReadingIsCountedWhereItBelongs() throws Exception {
        LimitsPolicy policy = Settings.refrigerated().policy();
        Lot sparse = Lot.inZone(NORTH).reads(NORTH, "PT0S", "9").reads(NORTH, "PT12M", "5");
        RecordedHistory history = sparse.history();
        assertEquals(List.of(), history.tell(policy, sparse.readings()).decisions());
        Lot backfilled = Lot.inZone(NORTH).readsEachMinute(NORTH, 1, 11, "9");
        Map<?, ?> deviation = onlyDeviation(history.tell(policy, backfilled.readings()));
        assertEquals(new BigDecimal("660.0000000"), deviation.get("weft:cumulativeSeconds"));
    }

    /** Case 14: a decision stands when later knowledge takes its ground away; people release, the hub says what they must know. */
    @Test
    void aDecisionStandsAndItsLostGroundIsSaidOnce() throws Exception {
        LimitsPolicy policy = Settings.refrigerated().with("allowanceAbove", "PT4M").policy();
        Lot lot = Lot.inZone(NORTH).reads(NORTH, "PT0S", "9").reads(NORTH, "PT5M", "9");
        RecordedHistory history = lot.history();
        assertEquals(1, history.tell(policy, lot.readings()).decisions().size());
        Verdict after = history.tell(policy, Lot.inZone(NORTH).reads(NORTH, "PT1M", "5").readings());
        assertEquals("60.0000000", seconds(after, Rule.ABOVE));
        assertFalse(after.decisions().get(0).epcis().containsKey("weft:deviation"), "the deviation stands as it was told");
        assertEquals(false, reevaluation(after).get("weft:exceeded"));
        assertEquals(List.of(), history.tell(policy, Lot.inZone(NORTH).reads(NORTH, "PT2M", "5").readings()).decisions());
    }

    /** Case 15, the other way: by the corrected association the lot was never in the warm zone; then it was again. */
    @Test
    void aCorrectedAssociationIsReevaluatedAndSaysSo() throws Exception {
        LimitsPolicy policy = Settings.refrigerated().policy();
        Lot lot = Lot.inZone(NORTH).readsEachMinute(NORTH, 0, 20, "9");
        RecordedHistory history = lot.history();
        Map<?, ?> deviation = onlyDeviation(history.tell(policy, lot.readings()));

        history.expose(List.of());
        Verdict gone = history.tell(policy, List.of());
        assertEquals(deviation.get("weft:id"), reevaluation(gone).get("weft:deviation"));
        assertEquals(false, reevaluation(gone).get("weft:exceeded"));
        assertEquals(new BigDecimal("0.0000000"), reevaluation(gone).get("weft:cumulativeSeconds"));
        Map<String, Object> event = gone.decisions().get(0).epcis();
        assertEquals("2026-03-01T08:11:00Z", event.get("eventTime"), "no reading is left, so that of the deviation");
        assertFalse(event.containsKey("bizStep") || event.containsKey("disposition") || event.containsKey("bizTransactionList"),
                "it neither holds nor releases");

        history.expose(lot.exposures());
        Verdict back = history.tell(policy, List.of());
        assertEquals(true, reevaluation(back).get("weft:exceeded"));
        assertEquals("2026-03-01T08:20:00Z", back.decisions().get(0).epcis().get("eventTime"));
        history.expose(List.of());
        assertNotEquals(event.get("eventID"), history.tell(policy, List.of()).decisions().get(0).epcis().get("eventID"),
                "the same said again, after something else was said, is another statement");
    }

    /** Case 17: a logger's file says at once what was measured days before. */
    @Test
    void whatALoggersFileToldCountsWithinItself() throws Exception {
        LimitsPolicy policy = Settings.refrigerated().with("holdLastGood", "PT15M").policy();
        Series file = Series.told(new EventId("urn:weft:event:1"), "urn:weft:device:logger", Series.Measure.TEMPERATURE, new Unit("CEL"));
        Lot lot = Lot.inZone(NORTH).exposed(file, "PT-3H", "PT-2H").reads(file, "PT-3H", "9.1").reads(file, "PT-170M", "9.4")
                .reads(file, "PT-160M", "5").reads(file, "PT-121M", "5").reads(NORTH, "PT0S", "5").reads(NORTH, "PT1M", "5");
        Verdict verdict = lot.verdict(policy);
        Map<?, ?> deviation = onlyDeviation(verdict);
        assertEquals(new BigDecimal("1200.0000000"), deviation.get("weft:cumulativeSeconds"));
        assertEquals("urn:weft:event:1", ((Map<?, ?>) deviation.get("weft:completedBy")).get("weft:instance"));
        assertEquals("1440.0000000", seconds(verdict, Rule.UNKNOWN), "a gap in the file; between file and zone nothing was watched");
    }

    /** Case 15: a corrected association changes what the lot was exposed to. */
    @Test
    void changedExposuresAreFollowedAnew() throws Exception {
        LimitsPolicy policy = Settings.refrigerated().policy();
        Lot lot = Lot.nowhere().exposed(NORTH, "PT0S", "PT3M").readsEachMinute(NORTH, 0, 20, "9");
        RecordedHistory history = lot.history();
        assertEquals("120.0000000", seconds(history.tell(policy, lot.readings()), Rule.ABOVE));
        history.expose(List.of(new Exposure(Lot.KEY, NORTH, Lot.tick("PT0S"), Long.MAX_VALUE)));
        assertEquals(1, history.tell(policy, List.of()).decisions().size());
    }

    /** Case 16: other limits than those that made the state need the whole history. */
    @Test
    void changedLimitsAreAppliedToTheWholeHistory() throws Exception {
        Lot lot = Lot.inZone(NORTH).readsEachMinute(NORTH, 0, 9, "9");
        RecordedHistory history = lot.history();
        assertEquals(List.of(), history.tell(Settings.refrigerated().policy(), lot.readings()).decisions());
        LimitsPolicy tighter = Settings.refrigerated().with("allowanceAbove", "PT5M").policy();
        assertEquals(1, history.tell(tighter, List.of()).decisions().size());
    }

    /** An auditor adds up what the grounds list and gets the time that was decided on. */
    @Test
    void groundsAddUpToTheCumulativeTime() throws Exception {
        Lot lot = Lot.inZone(NORTH, SOUTH).readsEachMinute(NORTH, 0, 6, "9").readsEachMinute(SOUTH, 0, 8, "8.5")
                .readsEachMinute(NORTH, 7, 20, "8.7");
        Decision decision = lot.verdict(Settings.refrigerated().policy()).decisions().get(0);
        Map<?, ?> grounds = (Map<?, ?>) CanonicalJson.read(decision.grounds());
        Map<?, ?> counted = (Map<?, ?>) grounds.get("counted");
        BigDecimal sum = ((List<?>) counted.get("listed")).stream()
                .map(entry -> new BigDecimal(((Map<?, ?>) entry).get("seconds").toString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(0, sum.compareTo(new BigDecimal(grounds.get("cumulativeSeconds").toString())));
        assertEquals(0, sum.compareTo((BigDecimal) deviation(decision).get("weft:cumulativeSeconds")));
        assertTrue(((Map<?, ?>) grounds.get("limits")).containsKey("high"));
    }

    /** Case 18: what the store's sensors say and what the carrier's loggers say have allowances of their own. */
    @Test
    void onlyTheDevicesOfAPolicyCount() throws Exception {
        Lot lot = Lot.inZone(NORTH, SOUTH).readsEachMinute(NORTH, 0, 20, "5").readsEachMinute(SOUTH, 0, 20, "9");
        assertEquals(List.of(), lot.verdict(Settings.refrigerated().with("devices", "urn:weft:device:n*").policy()).decisions());
        assertEquals(1, lot.verdict(Settings.refrigerated().with("devices", NORTH.device() + ", " + SOUTH.device()).policy())
                .decisions().size());
    }

    private static String seconds(Verdict verdict, Rule rule) {
        return Ticks.seconds(LotState.read(verdict.state()).orElseThrow().progress().totals().get(rule)).toPlainString();
    }

    private static Map<?, ?> reevaluation(Verdict verdict) {
        assertEquals(1, verdict.decisions().size());
        return (Map<?, ?>) verdict.decisions().get(0).epcis().get("weft:reevaluation");
    }

    private static Map<?, ?> onlyDeviation(Verdict verdict) {
        assertEquals(1, verdict.decisions().size());
        return deviation(verdict.decisions().get(0));
    }

    private static Map<?, ?> deviation(Decision decision) {
        return (Map<?, ?>) decision.epcis().get("weft:deviation");
    }
}
