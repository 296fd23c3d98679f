package io.weft.units.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.event.Unit;
import io.weft.units.UnitException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableUnitsTest {

    private static final TableUnits UNITS = new TableUnits();
    private static final UnitTable TABLE = UnitTable.load();

    /** UCUM's own definitions, which nobody here typed, give the same factor for every row. */
    @Test
    void everyFactorAgreesWithUcum() throws Exception {
        Ucum ucum = new Ucum();
        for (UnitRow row : TABLE.rows()) {
            if (row.ucum().startsWith("{")) {
                continue;
            }
            BigDecimal expected = ucum.convert(new BigDecimal("100"), row.ucum(), row.base());
            BigDecimal actual = row.factor().times(new BigDecimal("100").add(row.zero()));
            MathContext digits = new MathContext(20);
            assertEquals(0, expected.round(digits).compareTo(actual.round(digits)),
                    row + ": UCUM says " + expected + ", the table " + actual);
        }
    }

    @Test
    void everyCodeIsOneOfUnece() throws Exception {
        Path file = Path.of(System.getProperty("weft.corpus", ""), "opcua", "UNECE_to_OPCUA.csv");
        Assumptions.assumeTrue(Files.isRegularFile(file), "no corpus at weft.corpus: codes are not compared with UNECE's");
        Set<String> codes = new HashSet<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            codes.add(line.substring(0, line.indexOf(',')));
        }
        for (UnitRow row : TABLE.rows()) {
            assertTrue(codes.contains(row.unit().code()), row.unit() + " is no code of UNECE");
        }
        System.out.println("UNECE: " + TABLE.rows().size() + " codes of the table are UNECE's");
    }

    @ParameterizedTest
    @CsvSource({
        "5, KGM, GRM, 5000", "1, LBR, KGM, 0.45359237", "2.5, LTR, MLT, 2500", "1, MTQ, LTR, 1000",
        "0, CEL, KEL, 273.15", "5, CEL, FAH, 41", "-40, FAH, CEL, -40", "-40, CEL, FAH, -40", "0, KEL, CEL, -273.15",
        "491.67, A48, CEL, 0", "90, MIN, HUR, 1.5", "1, ATM, BAR, 1.01325", "36, KMH, MTS, 10", "1, C38, M33, 1000",
        "1, GL, KMQ, 1", "1, DZN, H87, 12", "50, P1, C62, 0.5", "1, K40, MSK, 9.80665", "60, L2, G51, 1",
        "5.000000000000000001, KGM, GRM, 5000.000000000000001", "1, CUR, GBQ, 37"
    })
    void convertsExactly(BigDecimal value, String from, String to, String expected) throws Exception {
        assertEquals(expected, UNITS.convert(value, new Unit(from), new Unit(to)).stripTrailingZeros().toPlainString());
    }

    @Test
    void differenceOfTemperaturesHasNoZero() throws Exception {
        Unit celsius = new Unit("CEL");
        assertEquals(new BigDecimal("9"), UNITS.convertDifference(new BigDecimal("5"), celsius, new Unit("FAH")));
        assertEquals(new BigDecimal("5"), UNITS.convertDifference(new BigDecimal("5"), celsius, new Unit("KEL")));
    }

    @Test
    void roundsOnlyWhatDoesNotEnd() throws Exception {
        BigDecimal third = UNITS.convert(new BigDecimal("1"), new Unit("FAH"), new Unit("KEL"));
        assertEquals(34, third.precision(), third.toString());
        assertEquals("255.9277777777777777777777777777778", third.toString());
    }

    @Test
    void refusesToConvertMassToVolume() {
        UnitException refusal = assertThrows(UnitException.class,
                () -> UNITS.convert(BigDecimal.ONE, new Unit("KGM"), new Unit("LTR")));
        assertEquals("unit KGM measures mass, LTR measures volume", refusal.getMessage());
        assertThrows(UnitException.class, () -> UNITS.convert(BigDecimal.ONE, new Unit("XXX"), new Unit("LTR")));
    }

    @ParameterizedTest
    @CsvSource({
        "kg, KGM", "Cel, CEL", "mg/dL, ''", "g/L, GL", "g.L-1, GL", "l, LTR", "L, LTR", "mmol/L, M33", "%, P1", "1, C62",
        "{vial}, C62", "[iU], NIU", "[degF], FAH", "[pH], Q30", "g/l, GL", "kg/m3, KMQ", "nonsense, ''", "dB, ''", "mg/mL, GL"
    })
    void readsUcum(String code, String expected) {
        assertEquals(expected, UNITS.fromUcum(code).map(Unit::code).orElse(""));
    }

    @Test
    void knowsRec20AndSpellsUcum() {
        assertEquals(Optional.of(new Unit("MIN")), UNITS.fromRec20("MIN"));
        assertEquals(Optional.empty(), UNITS.fromRec20("ZZZ"));
        assertEquals(Optional.empty(), UNITS.fromRec20("not a code"));
        assertEquals(Optional.of("min"), UNITS.toUcum(new Unit("MIN")));
    }

    @Test
    void convertsUcumThatHasNoRec20Code() throws Exception {
        assertEquals("0.45", UNITS.convert(new BigDecimal("45"), "mg/dL", "g/L").toPlainString());
        assertEquals("300", UNITS.convert(new BigDecimal("26.85"), "Cel", "10*0.K").toPlainString());
        assertEquals("-273.15", UNITS.convert(BigDecimal.ZERO, "mK", "Cel").toPlainString());
        assertThrows(UnitException.class, () -> UNITS.convert(BigDecimal.ONE, "mg/dL", "Cel"));
    }
}
