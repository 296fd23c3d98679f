package io.weft.mapping.berlinger;

import io.weft.event.Event;
import io.weft.event.EventId;
import io.weft.event.EvidenceClass;
import io.weft.event.InvalidEventException;
import io.weft.event.Rejection;
import io.weft.mapping.EventIds;
import io.weft.mapping.MappedEvent;
import io.weft.mapping.MappingRef;
import io.weft.mapping.MappingResult;
import io.weft.mapping.MessageTree;
import io.weft.mapping.SemanticMapping;
import io.weft.mapping.berlinger.LoggerFile.Day;
import io.weft.mapping.berlinger.LoggerFile.Sample;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Makes of a logger's file one closed window of temperatures (class 8: every row, and each day as the device sums it up)
 * and one statement about the device (class 10). A Java mapping, because the mean kinetic temperature is computed.
 */
@Component(immediate = true, configurationPid = "io.weft.mapping.logger.berlinger")
public final class BerlingerMapping implements SemanticMapping {

    private static final MappingRef REF = new MappingRef("logger-berlinger.export", "1.0.0");
    private static final BigDecimal TOLERANCE = new BigDecimal("0.1");
    private static final int MAXIMUM_REASONS = 100;

    private final Configuration configuration;

    /** Configuration of {@code io.weft.mapping.logger.berlinger}. */
    public @interface Configuration {

        /** Decimal mark of the files: {@code .} or {@code ,}. */
        String decimal() default ".";

        /** What stands before a serial number to make the device's URI. */
        String device() default "https://weft.io/ns/device/berlinger/";
    }

    @Activate
    public BerlingerMapping(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public MappingRef ref() {
        return REF;
    }

    @Override
    public String format() {
        return "berlinger-txt";
    }

    @Override
    public boolean matches(MessageTree tree) {
        return tree.asValue() instanceof Map<?, ?> root && root.containsKey("Device") && root.containsKey("Hist");
    }

    @Override
    public MappingResult map(MessageTree tree, EventIds eventIds) {
        if (!configuration.decimal().equals(".") && !configuration.decimal().equals(",")) {
            return rejected(List.of(Rejection.internal("MAPPING_MISCONFIGURED", "decimal", configuration.decimal(),
                    "is '.' or ','")), List.of());
        }
        LoggerFile file = new LoggerFile((Map<?, ?>) tree.asValue(), configuration.decimal().charAt(0));
        String serial = file.required("Conf", "Serial");
        if (!serial.matches("[A-Za-z0-9-]{1,40}")) {
            file.fault("INVALID_SERIAL", "Conf.Serial", serial, "is letters, digits and hyphens");
        }
        String signature = file.required("Sig");
        if (!signature.matches("([0-9a-f]{2}){16,512}")) {
            file.fault("TRUNCATED", "Sig", signature, "ends the file and is hexadecimal");
        }
        ZoneOffset offset = file.offset();
        Optional<OffsetDateTime> activated = file.time(offset, "Hist", "TS Actv");
        Optional<OffsetDateTime> reported = file.time(offset, "Hist", "TS Report Creation");
        Window window = new Window(file.unit(), offset, file.samples(offset), file.days(), file.interval());
        List<String> keys = serial.isEmpty() ? List.of() : List.of(serial);
        check(file, window);
        if (!file.faults().isEmpty()) {
            return rejected(file.faults(), keys);
        }
        List<Map<String, Object>> bodies = List.of(climate(file, window, reported.get(), serial),
                device(file, activated.get(), reported.get(), serial, signature));
        return events(bodies, eventIds, keys);
    }

    private record Window(String unit, ZoneOffset offset, List<Sample> samples, List<Day> days, Optional<Duration> interval) {

        private static final double LEAST_COVERAGE = 0.9;

        List<Sample> measured() {
            return samples.stream().filter(sample -> sample.value().isPresent()).toList();
        }

        /** What the table has room for, at the device's own interval; without a table, days. */
        long expected() {
            if (samples.isEmpty() || interval.isEmpty()) {
                return days.isEmpty() ? 0
                        : days.get(days.size() - 1).date().toEpochDay() - days.get(0).date().toEpochDay() + 1;
            }
            Duration span = Duration.between(samples.get(0).time(), samples.get(samples.size() - 1).time());
            return Math.max(samples.size(), span.dividedBy(interval.get()) + 1);
        }

        long received() {
            return samples.isEmpty() ? days.size() : measured().size();
        }

        /**
         * Empty without a table, as a day's mean is none of the temperatures that were, and where more than a tenth of the
         * table is missing: it would say how warm the rest was.
         */
        Optional<BigDecimal> meanKineticTemperature() {
            List<Sample> measured = measured();
            if (measured.isEmpty() || interval.isEmpty() || received() < expected() * LEAST_COVERAGE) {
                return Optional.empty();
            }
            List<MeanKineticTemperature.Weighed> weighed = new ArrayList<>();
            for (int i = 0; i < measured.size(); i++) {
                Duration stood = i + 1 == measured.size() ? interval.get()
                        : Duration.between(measured.get(i).time(), measured.get(i + 1).time());
                // What lies in a gap is not known: a reading stands for one interval at most.
                Duration counted = stood.compareTo(interval.get()) < 0 ? stood : interval.get();
                weighed.add(new MeanKineticTemperature.Weighed(celsius(measured.get(i).value().orElseThrow()),
                        counted.toSeconds()));
            }
            return Optional.of(fromCelsius(MeanKineticTemperature.of(weighed)));
        }

        private double celsius(BigDecimal value) {
            return unit.equals("FAH") ? (value.doubleValue() - 32) / 1.8 : value.doubleValue();
        }

        private BigDecimal fromCelsius(BigDecimal celsius) {
            return unit.equals("FAH") ? celsius.multiply(new BigDecimal("1.8")).add(BigDecimal.valueOf(32)) : celsius;
        }
    }

    private static void check(LoggerFile file, Window window) {
        if (window.samples().isEmpty() && window.days().isEmpty() && file.faults().isEmpty()) {
            file.fault("NO_READINGS", "Data", "", "neither rows nor days are in the file");
        }
        if (!window.samples().isEmpty() && window.interval().isEmpty()) {
            file.fault("MISSING", "Conf.Logging Interval", file.text("Conf", "Logging Interval").orElse(""),
                    "goes with a table, in minutes");
        }
        for (Day day : window.days()) {
            if (day.minimum().compareTo(day.mean()) > 0 || day.mean().compareTo(day.maximum()) > 0) {
                file.fault("CONTRADICTION", "Hist " + day.date(), day.minimum() + " " + day.mean() + " " + day.maximum(),
                        "mean lies between minimum and maximum");
            }
        }
        Map<LocalDate, List<Day>> days = window.days().stream().collect(Collectors.groupingBy(Day::date));
        window.measured().forEach(sample -> checkDay(file, days, sample));
        if (!file.faults().isEmpty()) {
            return; // rows that are not in order have no mean
        }
        Optional<String> stated = file.text("Hist", "MKT");
        Optional<BigDecimal> own = window.meanKineticTemperature();
        if (stated.isPresent() && own.isPresent()) {
            file.number("Hist.MKT", stated.get()).filter(value -> value.subtract(own.get()).abs().compareTo(TOLERANCE) > 0)
                    .ifPresent(value -> file.fault("MKT_DIFFERS", "Hist.MKT", stated.get(),
                            "is within " + TOLERANCE + " of what the readings give, " + own.get()));
        }
    }

    /** A row that lies outside what the device says of its day was changed, or belongs to another day. */
    private static void checkDay(LoggerFile file, Map<LocalDate, List<Day>> days, Sample sample) {
        BigDecimal value = sample.value().orElseThrow();
        days.getOrDefault(sample.time().toLocalDate(), List.of()).stream()
                .filter(day -> value.compareTo(day.minimum()) < 0 || value.compareTo(day.maximum()) > 0)
                .forEach(day -> file.fault("CONTRADICTION", "Data line " + sample.line(), value.toString(),
                        "lies between the day's minimum " + day.minimum() + " and maximum " + day.maximum()));
    }

    private Map<String, Object> climate(LoggerFile file, Window window, OffsetDateTime reported, String serial) {
        List<Object> elements = new ArrayList<>();
        if (!window.samples().isEmpty()) {
            List<Object> reports = window.measured().stream().<Object>map(sample -> Map.of("type", "Temperature",
                    "time", time(sample.time()), "value", sample.value().orElseThrow(), "uom", window.unit())).toList();
            if (!reports.isEmpty()) {
                elements.add(Map.of("sensorMetadata", Map.of("deviceID", device(serial),
                        "startTime", time(window.samples().get(0).time()),
                        "endTime", time(window.samples().get(window.samples().size() - 1).time())), "sensorReport", reports));
            }
        }
        for (Day day : window.days()) {
            OffsetDateTime begin = LoggerFile.begin(day, window.offset());
            OffsetDateTime end = begin.plusDays(1).isBefore(reported) ? begin.plusDays(1) : reported;
            elements.add(Map.of("sensorMetadata", Map.of("deviceID", device(serial), "startTime", time(begin),
                    "endTime", time(end)), "sensorReport", List.of(Map.of("type", "Temperature", "uom", window.unit(),
                    "minValue", day.minimum(), "maxValue", day.maximum(), "meanValue", day.mean()))));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "ObjectEvent");
        body.put("eventTime", time(reported));
        body.put("eventTimeZoneOffset", zone(reported));
        body.put("action", "OBSERVE");
        body.put("bizStep", "sensor_reporting");
        body.put("epcList", List.of(device(serial)));
        body.put("sensorElementList", elements);
        body.put("weft:window", window(file, window));
        return body;
    }

    private static Map<String, Object> window(LoggerFile file, Window window) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("weft:expected", BigDecimal.valueOf(window.expected()));
        said.put("weft:received", BigDecimal.valueOf(window.received()));
        said.put("weft:missing", BigDecimal.valueOf(window.expected() - window.received()));
        said.put("weft:uom", window.unit());
        window.meanKineticTemperature().ifPresent(value -> said.put("weft:meanKineticTemperature", value));
        file.text("Hist", "MKT").flatMap(text -> file.number("Hist.MKT", text))
                .ifPresent(value -> said.put("weft:statedMeanKineticTemperature", value));
        window.days().stream().map(Day::minimum).min(Comparator.naturalOrder())
                .ifPresent(value -> said.put("weft:statedMinimum", value));
        window.days().stream().map(Day::maximum).max(Comparator.naturalOrder())
                .ifPresent(value -> said.put("weft:statedMaximum", value));
        said.put("weft:statedAlarm", window.days().stream().anyMatch(Day::alarm));
        return said;
    }

    private Map<String, Object> device(LoggerFile file, OffsetDateTime activated, OffsetDateTime reported, String serial,
            String signature) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("weft:serial", serial);
        evidence.put("weft:model", file.required("Device"));
        file.text("Fw Vers").ifPresent(version -> evidence.put("weft:firmware", version));
        evidence.put("weft:signature", Base64.getEncoder().encodeToString(HexFormat.of().parseHex(signature)));
        evidence.put("weft:signatureAlgorithm", "berlinger, not verified");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "MasterData");
        body.put("eventTime", time(reported));
        body.put("eventTimeZoneOffset", zone(reported));
        body.put("vocabulary", "https://weft.io/ns/Device");
        body.put("id", device(serial));
        body.put("validFrom", time(activated));
        body.put("weft:device", evidence);
        return body;
    }

    private static MappingResult events(List<Map<String, Object>> bodies, EventIds eventIds, List<String> keys) {
        List<EvidenceClass> classes = List.of(EvidenceClass.of(8), EvidenceClass.of(10));
        List<MappedEvent> events = new ArrayList<>();
        for (int ordinal = 0; ordinal < bodies.size(); ordinal++) {
            EventId id = eventIds.derive(ordinal);
            try {
                events.add(new MappedEvent(Event.of(bodies.get(ordinal), id), Set.of(classes.get(ordinal))));
            } catch (InvalidEventException e) {
                return rejected(e.rejections(), keys);
            }
        }
        return new MappingResult.Mapped(List.copyOf(events), Optional.empty(), keys);
    }

    private static MappingResult rejected(List<Rejection> reasons, List<String> keys) {
        return new MappingResult.Rejected(List.copyOf(reasons.subList(0, Math.min(reasons.size(), MAXIMUM_REASONS))), keys);
    }

    private String device(String serial) {
        return configuration.device() + serial;
    }

    private static String time(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    private static String zone(OffsetDateTime time) {
        return DateTimeFormatter.ofPattern("xxx").format(time);
    }
}
