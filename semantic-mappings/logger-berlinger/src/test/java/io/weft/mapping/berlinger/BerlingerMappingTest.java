package io.weft.mapping.berlinger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.weft.event.CanonicalJson;
import io.weft.event.EvidenceClass;
import io.weft.event.Rejection;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingResult;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BerlingerMappingTest {

    @Test
    void everyRowIsAReadingWithItsOffsetAndTheWindowSaysWhatIsMissing() throws Exception {
        MappedEvent climate = mapped(Export.text()).get(0);
        assertEquals(Set.of(EvidenceClass.of(8)), climate.classes());
        Map<?, ?> body = body(climate);
        Map<?, ?> rows = (Map<?, ?>) ((List<?>) body.get("sensorElementList")).get(0);
        assertEquals(List.of("2026-03-29T00:00:00+02:00 4", "2026-03-29T00:05:00+02:00 6", "2026-03-29T00:10:00+02:00 8.5",
                "2026-03-29T00:20:00+02:00 5"), ((List<?>) rows.get("sensorReport")).stream()
                        .map(report -> (Map<?, ?>) report)
                        .map(report -> report.get("time") + " " + ((BigDecimal) report.get("value")).toPlainString()).limit(4).toList());
        assertEquals("{expected=11, meanKineticTemperature=5.44, missing=1, received=10, statedAlarm=true, statedMaximum=8.5,"
                + " statedMeanKineticTemperature=5.5, statedMinimum=3.9, uom=CEL}",
                body.get("weft:window").toString().replace("weft:", ""));
        assertEquals("https://weft.io/ns/device/berlinger/990000000017", ((List<?>) body.get("epcList")).get(0));
    }

    @Test
    void theDeviceIsEvidencedWithItsSignature() throws Exception {
        MappedEvent device = mapped(Export.text()).get(1);
        assertEquals(Set.of(EvidenceClass.of(10)), device.classes());
        Map<?, ?> body = body(device);
        assertEquals("2026-03-28T23:50:00+02:00", body.get("validFrom"));
        Map<?, ?> evidence = (Map<?, ?>) body.get("weft:device");
        assertEquals("990000000017", evidence.get("weft:serial"));
        assertEquals("ABEiM0RVZneImaq7zN3u/w==", evidence.get("weft:signature"));
    }

    @Test
    void decimalCommaAndTheOtherDateStyleAreReadWhereTheyAreDeclared() throws Exception {
        String text = Export.text("+5.5", "dd.MM.yyyy hh:mm").replaceAll("\t2026-03-29 ", "\t29.03.2026 ")
                .replaceAll("([0-9])\\.([0-9])(?=[\t\n,])", "$1,$2");
        MappingResult result = Export.map(text.getBytes(StandardCharsets.UTF_8), ",");
        MappingResult.Mapped mapped = assertInstanceOf(MappingResult.Mapped.class, result, result::toString);
        assertEquals(new BigDecimal("8.5"),
                ((Map<?, ?>) body(mapped.events().get(0)).get("weft:window")).get("weft:statedMaximum"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "MKT: +5.5|MKT: +5.6|MKT_DIFFERS|Hist.MKT|+5.6",
        "\t6.0\t|\t6,0\t|INVALID_NUMBER|Data line 29|6,0",
        "\t6.0\t|\t9.0\t|CONTRADICTION|Data line 29|9.0",
        "00:05\t6.0|00:00\t6.0|NOT_IN_ORDER|Data line 29|2026-03-29T00:00+02:00",
        "\t2026-03-29 00:00|\t2926-03-29 00:00|NOT_IN_ORDER|Data line 29|2026-03-29T00:05+02:00",
        " Zone: 2.00| Zonen: 2.00|MISSING|Conf.Zone|''",
        "Temp unit: C|Temp unit: K|UNKNOWN_UNIT|Conf.Temp unit|K",
        "yyyy-MM-dd hh:mm|MM/dd/yyyy hh:mm|UNKNOWN_HEADING|Data|MM/dd/yyyy hh:mm T Out of limits",
        "TS Actv: 2026-03-28|TS Actv: 2026-02-30|INVALID_TIME|Hist.TS Actv|2026-02-30 23:50",
        "ccddeeff|ccd|TRUNCATED|Sig|00112233445566778899aabbccd"})
    void whatIsWrongOrUndeclaredIsQuarantinedWithItsPlace(String said, String instead, String code, String field, String value) {
        String text = Export.text();
        assertEquals(true, text.contains(said), said);
        MappingResult result = Export.map(text.replace(said, instead));
        Rejection first = assertInstanceOf(MappingResult.Rejected.class, result, result::toString).reasons().get(0);
        assertEquals(List.of(code, field, value == null ? "" : value), List.of(first.code(), first.field(), first.value()));
    }

    @Test
    void whatStandsTwiceOrUnderAnotherNumberIsNeverLeftOut() {
        assertRejected("NOT_A_TABLE", "Data", Export.text().replace("Data:\n", "Data:\nData:\n"));
        assertRejected("AMBIGUOUS_DAY", "Hist.1", Export.text().replace(" 1:\n  Date", " 1:\n  Date: 2026-03-28\n 1:\n  Date"));
        assertRejected("MISSING", "Hist.1.Min T", Export.text().replace("Min T: +3.9, ", ""));
        assertRejected("CONTRADICTION", "Data line 29",
                Export.text().replace(" 1:\n  Date", " 3:\n  Date").replace("\t6.0\t", "\t9.0\t"));
    }

    @Test
    void aSpanOfMillenniaIsCountedToo() {
        String text = Export.text().replace("Interval: 5", "Interval: 1").replace("\t2026-03-29 00:00\t", "\t0001-03-29 00:00\t")
                .replace("\t2026-03-29 00:50\t", "\t9998-03-29 00:50\t");
        assertEquals(2, mapped(text).size());
    }

    private static void assertRejected(String code, String field, String text) {
        MappingResult result = Export.map(text);
        Rejection first = assertInstanceOf(MappingResult.Rejected.class, result, result::toString).reasons().get(0);
        assertEquals(List.of(code, field), List.of(first.code(), first.field()));
    }

    /** Computed apart, from the definition, with 10,000 K. */
    @Test
    void theMeanKineticTemperatureLeansToTheWarmHours() {
        assertEquals(new BigDecimal("26.26"), MeanKineticTemperature.of(List.of(weighed(20, 1), weighed(30, 1))));
        assertEquals(new BigDecimal("7.76"), MeanKineticTemperature.of(List.of(weighed(5, 23), weighed(25, 1))));
        assertEquals(new BigDecimal("-16.40"), MeanKineticTemperature.of(List.of(weighed(-16.4, 1), weighed(-16.4, 7))));
    }

    private static MeanKineticTemperature.Weighed weighed(double celsius, double hours) {
        return new MeanKineticTemperature.Weighed(celsius, hours * 3600);
    }

    private static List<MappedEvent> mapped(String text) {
        MappingResult result = Export.map(text);
        return assertInstanceOf(MappingResult.Mapped.class, result, result::toString).events();
    }

    private static Map<?, ?> body(MappedEvent event) throws Exception {
        return (Map<?, ?>) CanonicalJson.read(event.event().body());
    }
}
