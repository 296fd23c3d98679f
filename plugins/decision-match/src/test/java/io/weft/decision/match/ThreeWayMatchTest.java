package io.weft.decision.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.decision.match.Finding.Code;
import io.weft.decision.match.Statement.Kind;
import io.weft.event.EventId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThreeWayMatchTest {

    private static final Instant DAY = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant SOON = DAY.plus(Duration.ofDays(3));
    private static final Instant LATER = DAY.plus(Duration.ofDays(60));
    private static final Terms EXACT = new Terms(Duration.ofDays(30), BigDecimal.ZERO);
    private static final String ITEM = "https://id.gs1.org/01/09521321000018";

    private static Statement told(Kind kind, String item, String lot, String quantity, String unit) {
        return new Statement(kind, new EventId("urn:test:" + kind), DAY.plus(Duration.ofDays(kind.ordinal())), item,
                lot.isEmpty() ? Optional.empty() : Optional.of(item + "/10/" + lot), new BigDecimal(quantity), unit,
                Optional.empty());
    }

    private static Statement ordered(String quantity, String unit) {
        return told(Kind.ORDER, ITEM, "", quantity, unit);
    }

    private static Statement despatched(String lot, String quantity, String unit) {
        return told(Kind.DESPATCH, ITEM, lot, quantity, unit);
    }

    private static Statement received(String lot, String quantity, String unit) {
        return told(Kind.RECEIPT, ITEM, lot, quantity, unit);
    }

    private static List<Code> codes(Instant asOf, Statement... statements) {
        return codes(EXACT, asOf, statements);
    }

    private static List<Code> codes(Terms terms, Instant asOf, Statement... statements) {
        return ThreeWayMatch.of(new BusinessTransaction("urn:test:order", Arrays.asList(statements), List.of()), terms, asOf)
                .stream().map(Finding::code).toList();
    }

    @Test
    void documentsThatSayTheSameInOtherUnitsAgree() {
        assertEquals(List.of(), codes(LATER, ordered("12.5", "KGM"), despatched("A", "12500", "GRM"), received("A", "12.50", "KGM")));
        assertEquals(List.of(), codes(LATER, ordered("40", "H87"), despatched("A", "40", ""), received("A", "40", "H87")));
    }

    @Test
    void partsAddUp() {
        assertEquals(List.of(), codes(LATER, ordered("20", "KGM"), ordered("5", "KGM"), despatched("A", "10", "KGM"),
                despatched("B", "15", "KGM"), received("A", "10", "KGM"), received("B", "7", "KGM"), received("B", "8", "KGM")));
    }

    @Test
    void gramsForKilogramsAreNoticedInEachDocument() {
        assertEquals(List.of(Code.QUANTITY), codes(SOON, ordered("5", "GRM"), despatched("A", "5", "KGM")));
        assertTrue(codes(LATER, ordered("5", "KGM"), despatched("A", "5", "GRM"), received("A", "5", "KGM")).contains(Code.QUANTITY));
        assertTrue(codes(LATER, ordered("5", "KGM"), despatched("A", "5", "KGM"), received("A", "5", "GRM")).contains(Code.QUANTITY));
    }

    @Test
    void unitsOfOtherMeasuresAreNotCompared() {
        assertEquals(List.of(Code.UNIT), codes(SOON, ordered("5", "KGM"), despatched("A", "5", "LTR")));
        assertEquals(List.of(Code.UNIT), codes(SOON, ordered("5", "CMT"), despatched("A", "5", "MTR")));
    }

    @Test
    void lessMayStillComeButMoreMayNot() {
        Statement order = ordered("20", "KGM");
        assertEquals(List.of(), codes(SOON, order, despatched("A", "12", "KGM"), received("A", "8", "KGM")));
        assertEquals(List.of(Code.QUANTITY, Code.QUANTITY, Code.QUANTITY),
                codes(LATER, order, despatched("A", "12", "KGM"), received("A", "8", "KGM")));
        assertEquals(List.of(Code.QUANTITY), codes(SOON, order, despatched("A", "12", "KGM"), received("A", "13", "KGM")));
    }

    @Test
    void toleranceIsOfWhatWasExpected() {
        Terms two = new Terms(Duration.ofDays(30), new BigDecimal("2"));
        assertEquals(List.of(), codes(two, LATER, ordered("100", "KGM"), despatched("A", "100", "KGM"), received("A", "102", "KGM")));
        assertEquals(List.of(Code.QUANTITY, Code.QUANTITY),
                codes(two, LATER, ordered("100", "KGM"), despatched("A", "100", "KGM"), received("A", "102.001", "KGM")));
    }

    @Test
    void lotThatNobodyDespatchedIsNamed() {
        List<Finding> findings = ThreeWayMatch.of(new BusinessTransaction("urn:test:order", List.of(ordered("5", "KGM"),
                despatched("A", "5", "KGM"), received("B", "5", "KGM")), List.of()), EXACT, LATER);

        assertEquals(List.of(Code.NOT_DESPATCHED, Code.NOT_RECEIVED), findings.stream().map(Finding::code).toList());
        assertEquals(List.of(ITEM + "/10/B", ITEM + "/10/A"), findings.stream().map(Finding::subject).toList());
    }

    @Test
    void despatchWithoutLotsIsComparedByItem() {
        assertEquals(List.of(), codes(LATER, ordered("5", "KGM"), despatched("", "5", "KGM"), received("B", "5", "KGM")));
    }

    @Test
    void otherItemIsNotOrdered() {
        assertTrue(codes(SOON, ordered("5", "KGM"), told(Kind.DESPATCH, "https://id.gs1.org/01/09521321000025", "A", "5", "KGM"))
                .contains(Code.NOT_ORDERED));
    }

    @Test
    void missingDocumentsAreNamed() {
        assertEquals(List.of(Code.NO_ORDER), codes(LATER, despatched("A", "5", "KGM"), received("A", "5", "KGM")));
        assertEquals(List.of(Code.NO_DESPATCH), codes(LATER, ordered("5", "KGM"), received("A", "5", "KGM")));
        assertEquals(List.of(), codes(SOON, ordered("5", "KGM"), despatched("A", "5", "KGM")));
        assertEquals(List.of(Code.NO_RECEIPT), codes(LATER, ordered("5", "KGM"), despatched("A", "5", "KGM")));
    }

    @Test
    void twoExpiryDatesOfOneLotAreNamed() {
        Statement despatched = despatched("A", "5", "KGM");
        Statement received = received("A", "5", "KGM");
        assertEquals(List.of(Code.EXPIRY), codes(SOON, ordered("5", "KGM"), expiring(despatched, "2027-08-31"), expiring(received, "2027-08-13")));
        assertEquals(List.of(), codes(SOON, ordered("5", "KGM"), expiring(despatched, "2027-08-31"), received));
    }

    private static Statement expiring(Statement told, String day) {
        return new Statement(told.kind(), told.event(), told.at(), told.item(), told.lot(), told.quantity(), told.unit(), Optional.of(day));
    }

    @Test
    void receiptBeforeDespatchIsNamed() {
        Statement received = received("A", "5", "KGM");
        Statement early = new Statement(Kind.RECEIPT, received.event(), DAY, ITEM, received.lot(), received.quantity(), "KGM", Optional.empty());
        assertEquals(List.of(Code.TIME), codes(SOON, ordered("5", "KGM"), despatched("A", "5", "KGM"), early));
    }

    @Test
    void repeatedFactIsNamedWithItsEvent() {
        EventId again = new EventId("urn:test:again");
        List<Finding> findings = ThreeWayMatch.of(new BusinessTransaction("urn:test:order", List.of(ordered("5", "KGM"),
                despatched("A", "5", "KGM"), received("A", "5", "KGM")), List.of(again)), EXACT, LATER);

        assertEquals(List.of(new Finding(Code.TOLD_TWICE, "", findings.get(0).detail(), List.of(again))), findings);
    }
}
