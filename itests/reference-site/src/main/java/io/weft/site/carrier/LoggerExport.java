package io.weft.site.carrier;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text export of the data logger that travelled with the goods, a row every ten minutes, in its own local time. */
public final class LoggerExport {

    /** Above this the device counts time and raises its alarm. */
    public static final BigDecimal HIGH = new BigDecimal("8.0");

    /** What the hub's URI of any such logger begins with. */
    public static final String DEVICES = "https://weft.io/ns/device/berlinger/";

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private final String serial;
    private final List<Row> rows = new ArrayList<>();

    private record Row(ZonedDateTime at, BigDecimal celsius) {
    }

    public LoggerExport(String serial) {
        this.serial = serial;
    }

    /** Its URI in the hub. */
    public String device() {
        return DEVICES + serial;
    }

    /** @return this, with another row ten minutes after the last */
    public LoggerExport measured(Instant first, String celsius) {
        rows.add(new Row(first.plus(INTERVAL.multipliedBy(rows.size())).atZone(ZONE), new BigDecimal(celsius)));
        return this;
    }

    /** @param reported when it was read out */
    public byte[] file(Instant reported) {
        ZonedDateTime first = rows.get(0).at();
        StringBuilder text = new StringBuilder("""
                Device: Q-tag CLm doc
                Vers: 0.5
                Fw Vers: 4.0p0
                Conf:
                 Serial: %s
                 Zone: %s
                 Temp unit: C
                 Alarm:
                  0:
                   T AL: +%s, t AL: 30
                 Logging Interval: %d
                Hist:
                 TS Actv: %s
                 TS Report Creation: %s
                """.formatted(serial, new BigDecimal(first.getOffset().getTotalSeconds()).divide(new BigDecimal(3600), 2,
                RoundingMode.HALF_UP), HIGH, INTERVAL.toMinutes(), TIME.format(first), TIME.format(reported.atZone(ZONE))));
        List<List<Row>> days = new ArrayList<>(byDay().values());
        for (int number = 1; number <= days.size(); number++) {
            // The device tells the newest day first.
            day(text, number, days.get(days.size() - number));
        }
        text.append("Data:\n\tyyyy-MM-dd hh:mm\tT\tOut of limits\n");
        rows.forEach(row -> text.append('\t').append(TIME.format(row.at())).append('\t').append(row.celsius())
                .append(row.celsius().compareTo(HIGH) > 0 ? "\tx\n" : "\t\n"));
        return text.append("Sig: ").append(HexFormat.of().formatHex(serial.repeat(2).getBytes(StandardCharsets.UTF_8)))
                .append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private Map<LocalDate, List<Row>> byDay() {
        Map<LocalDate, List<Row>> days = new LinkedHashMap<>();
        rows.forEach(row -> days.computeIfAbsent(row.at().toLocalDate(), day -> new ArrayList<>()).add(row));
        return days;
    }

    private static void day(StringBuilder text, int number, List<Row> rows) {
        Row coldest = rows.get(0);
        Row warmest = rows.get(0);
        BigDecimal sum = BigDecimal.ZERO;
        List<Row> out = new ArrayList<>();
        for (Row row : rows) {
            coldest = row.celsius().compareTo(coldest.celsius()) < 0 ? row : coldest;
            warmest = row.celsius().compareTo(warmest.celsius()) > 0 ? row : warmest;
            sum = sum.add(row.celsius());
            if (row.celsius().compareTo(HIGH) > 0) {
                out.add(row);
            }
        }
        text.append(" %d:\n  Date: %s\n".formatted(number, coldest.at().toLocalDate()));
        text.append("  Min T: +%s, TS Min T: %s\n".formatted(coldest.celsius(), CLOCK.format(coldest.at())));
        text.append("  Max T: +%s, TS Max T: %s\n".formatted(warmest.celsius(), CLOCK.format(warmest.at())));
        text.append("  Avrg T: +%s\n  Alarm:\n   0:\n    t Acc: %d".formatted(
                sum.divide(new BigDecimal(rows.size()), 1, RoundingMode.HALF_EVEN), out.size() * INTERVAL.toMinutes()));
        text.append(out.isEmpty() ? "\n" : ", TS A: " + CLOCK.format(out.get(out.size() - 1).at()) + ", C A: 0\n");
    }
}
