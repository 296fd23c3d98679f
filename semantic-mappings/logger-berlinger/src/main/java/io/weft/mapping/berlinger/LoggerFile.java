package io.weft.mapping.berlinger;

import io.weft.event.Rejection;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a file says, read strictly: the offset is its own {@code Zone}, the table's date style is its own heading, the
 * decimal mark is declared. Faults name the place in the file's own terms.
 */
final class LoggerFile {

    private static final DateTimeFormatter ISO = formatter("uuuu-MM-dd HH:mm");
    private static final Map<String, DateTimeFormatter> STYLES =
            Map.of("yyyy-MM-dd hh:mm", ISO, "dd.MM.yyyy hh:mm", formatter("dd.MM.uuuu HH:mm"));

    private final Map<?, ?> root;
    private final char decimal;
    private final List<Rejection> faults = new ArrayList<>();

    /** A row of the table; without a value where the device had none. */
    record Sample(int line, OffsetDateTime time, Optional<BigDecimal> value) {
    }

    /** A day as the device sums it up. */
    record Day(LocalDate date, BigDecimal minimum, BigDecimal maximum, BigDecimal mean, boolean alarm) {
    }

    LoggerFile(Map<?, ?> root, char decimal) {
        this.root = root;
        this.decimal = decimal;
    }

    List<Rejection> faults() {
        return List.copyOf(faults);
    }

    void fault(String code, String field, String value, String rule) {
        faults.add(Rejection.user(code, field, value, rule));
    }

    Optional<String> text(String... path) {
        Object value = root;
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    String required(String... path) {
        Optional<String> text = text(path);
        if (text.isEmpty()) {
            fault("MISSING", String.join(".", path), "", "must be given");
        }
        return text.orElse("");
    }

    Optional<BigDecimal> number(String field, String text) {
        String mark = decimal == '.' ? "\\." : ",";
        if (!text.matches("[+-]?[0-9]{1,4}(" + mark + "[0-9]{1,4})?")) {
            fault("INVALID_NUMBER", field, text, "is a number with '" + decimal + "' as decimal mark");
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text.replace(',', '.')));
    }

    /** Hours, as {@code 1.00} or {@code -3.50}. */
    ZoneOffset offset() {
        String text = required("Conf", "Zone");
        if (!text.matches("[+-]?[0-9]{1,2}\\.[0-9]{2}")) {
            fault("INVALID_ZONE", "Conf.Zone", text, "is an offset from UTC in hours");
            return ZoneOffset.UTC;
        }
        try {
            return ZoneOffset.ofTotalSeconds(new BigDecimal(text).multiply(BigDecimal.valueOf(3600)).intValueExact());
        } catch (DateTimeException | ArithmeticException e) {
            fault("INVALID_ZONE", "Conf.Zone", text, "is an offset from UTC in hours");
            return ZoneOffset.UTC;
        }
    }

    /** UNECE Rec 20. */
    String unit() {
        String text = required("Conf", "Temp unit");
        if (!text.equals("C") && !text.equals("F")) {
            fault("UNKNOWN_UNIT", "Conf.Temp unit", text, "is C or F");
        }
        return text.equals("F") ? "FAH" : "CEL";
    }

    Optional<OffsetDateTime> time(DateTimeFormatter style, String field, String text, ZoneOffset offset) {
        try {
            return Optional.of(LocalDateTime.parse(text, style).atOffset(offset));
        } catch (DateTimeException e) {
            fault("INVALID_TIME", field, text, "is no time of the declared style");
            return Optional.empty();
        }
    }

    Optional<OffsetDateTime> time(ZoneOffset offset, String... path) {
        String text = required(path);
        return text.isEmpty() ? Optional.empty() : time(ISO, String.join(".", path), text, offset);
    }

    /** In the order of the file, which has to be the order of time. */
    List<Sample> samples(ZoneOffset offset) {
        List<Sample> samples = new ArrayList<>();
        Object data = root.get("Data");
        if (data == null || data.equals("")) {
            return samples;
        }
        if (!(data instanceof List<?> rows) || !rows.stream().allMatch(LoggerFile::isRow)) {
            fault("NOT_A_TABLE", "Data", "", "stands once, and its rows begin with a tab");
            return samples;
        }
        List<String> heading = cells(rows.get(0));
        DateTimeFormatter style = STYLES.get(heading.get(0));
        if (style == null || heading.size() < 2 || !heading.get(1).equals("T")) {
            fault("UNKNOWN_HEADING", "Data", String.join(" ", heading), "begins with one of " + STYLES.keySet() + " and T");
            return samples;
        }
        for (Object row : rows.subList(1, rows.size())) {
            sample(row, heading.size(), style, offset).ifPresent(samples::add);
        }
        for (int i = 1; i < samples.size(); i++) {
            if (!samples.get(i).time().isAfter(samples.get(i - 1).time())) {
                fault("NOT_IN_ORDER", "Data line " + samples.get(i).line(), samples.get(i).time().toString(),
                        "is later than the line before; a clock that was set leaves its times unknown");
            }
        }
        return samples;
    }

    private Optional<Sample> sample(Object row, int width, DateTimeFormatter style, ZoneOffset offset) {
        int line = ((BigDecimal) ((Map<?, ?>) row).get("line")).intValue();
        String field = "Data line " + line;
        List<String> cells = cells(row);
        if (cells.size() != width && cells.size() != width - 1) {
            fault("RAGGED_ROW", field, Integer.toString(cells.size()), "has " + width + " columns, the last may be left out");
            return Optional.empty();
        }
        Optional<OffsetDateTime> time = time(style, field, cells.get(0), offset);
        String value = cells.get(1);
        Optional<BigDecimal> number = value.equals("--.-") ? Optional.empty() : number(field, value);
        return time.map(at -> new Sample(line, at, number));
    }

    private static boolean isRow(Object row) {
        return row instanceof Map<?, ?> map && map.get("line") instanceof BigDecimal && map.get("cells") instanceof List<?>;
    }

    private static List<String> cells(Object row) {
        return ((List<?>) ((Map<?, ?>) row).get("cells")).stream().map(String::valueOf).toList();
    }

    /** Oldest first; the file numbers them from the newest. */
    List<Day> days() {
        SortedMap<Integer, Day> days = new TreeMap<>(Comparator.reverseOrder());
        if (root.get("Hist") instanceof Map<?, ?> history) {
            history.forEach((name, day) -> {
                if (name.toString().matches("[0-9]{1,4}")) {
                    day(name.toString(), day).ifPresent(read -> days.put(Integer.valueOf(name.toString()), read));
                }
            });
        }
        return List.copyOf(days.values());
    }

    private Optional<Day> day(String number, Object told) {
        String at = "Hist." + number;
        if (!(told instanceof Map<?, ?> day)) {
            fault("AMBIGUOUS_DAY", at, "", "stands once, with its values below it");
            return Optional.empty();
        }
        LocalDate date = date(at, String.valueOf(day.get("Date")));
        Optional<BigDecimal> minimum = value(at, day, "Min T");
        Optional<BigDecimal> maximum = value(at, day, "Max T");
        Optional<BigDecimal> mean = value(at, day, "Avrg T");
        return minimum.isPresent() && maximum.isPresent() && mean.isPresent()
                ? Optional.of(new Day(date, minimum.get(), maximum.get(), mean.get(), alarm(day))) : Optional.empty();
    }

    private LocalDate date(String at, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            fault("INVALID_TIME", at + ".Date", text, "is a date as 2026-03-01");
            return LocalDate.EPOCH;
        }
    }

    private Optional<BigDecimal> value(String at, Map<?, ?> day, String name) {
        if (!(day.get(name) instanceof String text)) {
            fault("MISSING", at + "." + name, "", "must be given once");
            return Optional.empty();
        }
        return text.equals("--.-") ? Optional.empty() : number(at + "." + name, text);
    }

    /** The device marks the time at which an alarm began. */
    private static boolean alarm(Map<?, ?> day) {
        return day.get("Alarm") instanceof Map<?, ?> alarms && alarms.values().stream()
                .anyMatch(alarm -> alarm instanceof Map<?, ?> values && values.containsKey("TS A"));
    }

    /** How often the device writes a row; empty if it keeps no table. */
    Optional<Duration> interval() {
        return text("Conf", "Logging Interval").filter(text -> text.matches("[1-9][0-9]{0,3}"))
                .map(text -> Duration.ofMinutes(Integer.parseInt(text)));
    }

    static OffsetDateTime begin(Day day, ZoneOffset offset) {
        return day.date().atTime(LocalTime.MIDNIGHT).atOffset(offset);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    }
}
