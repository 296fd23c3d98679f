package io.weft.decision.stability;

import io.weft.event.CanonicalJson;
import io.weft.event.Series;
import io.weft.event.SourceTime;
import io.weft.http.HttpEndpoint;
import io.weft.http.HttpReply;
import io.weft.http.HttpRequest;
import io.weft.identity.ThreadKey;
import io.weft.thread.Exposure;
import io.weft.thread.StoreUnavailableException;
import io.weft.thread.ThreadQuery;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /stability/{gtin}/{lot}}: mean kinetic temperature, low excursions and budgets of a lot over all its legs. */
@Component(configurationPid = "io.weft.decision.stability")
public final class StabilityEndpoint implements HttpEndpoint {

    private static final String PREFIX = "/stability";
    private static final int TICK_DIGITS = 7;

    private final ThreadQuery query;
    private final Terms terms;

    /** Keys of {@code io.weft.decision.stability}. */
    @interface Configuration {
        /** Degrees Celsius; at or below it a lot is frozen. */
        String freezing() default "0";

        /** Degrees Celsius; below it an excursion is listed. */
        String low() default "2";

        /** Time allowed above temperatures in degrees Celsius: {@code 8=PT72H, 25=PT24H}. */
        String allowances() default "";

        /** ISO 8601; longest time that one reading accounts for. */
        String longest() default "PT2H";
    }

    @Activate
    public StabilityEndpoint(@Reference ThreadQuery query, Configuration configuration) {
        this.query = query;
        List<Allowance> allowances = new ArrayList<>();
        for (String allowance : configuration.allowances().split(",")) {
            if (!allowance.isBlank()) {
                String[] parts = allowance.strip().split("=", 2);
                if (parts.length != 2) {
                    throw new IllegalArgumentException("allowances: '" + allowance.strip() + "' is not temperature=duration");
                }
                allowances.add(new Allowance(new BigDecimal(parts[0].strip()), ticks(parts[1].strip())));
            }
        }
        this.terms = new Terms(new BigDecimal(configuration.freezing()), new BigDecimal(configuration.low()),
                List.copyOf(allowances), ticks(configuration.longest()));
    }

    private static long ticks(String duration) {
        return Duration.parse(duration).toNanos() / 100;
    }

    @Override
    public String pathPrefix() {
        return PREFIX;
    }

    @Override
    public String requiredRole(String method) {
        return "viewer";
    }

    @Override
    public HttpReply handle(HttpRequest request) {
        if (!"GET".equals(request.method())) {
            return HttpReply.problem(405, "Method not allowed", request.method() + " is not GET");
        }
        String[] segments = request.path().substring(PREFIX.length()).split("/");
        if (segments.length != 3) {
            return HttpReply.problem(404, "Not found", "the stability of a lot is /stability/{gtin}/{lot}");
        }
        try {
            ThreadKey lot = new ThreadKey(segments[1],
                    URLDecoder.decode(segments[2].replace("+", "%2B"), StandardCharsets.UTF_8));
            return HttpReply.json(200, told(lot, Stability.of(readings(lot), terms)));
        } catch (IllegalArgumentException e) {
            return HttpReply.problem(400, "Bad request", e.getMessage());
        } catch (StoreUnavailableException e) {
            return HttpReply.problem(503, "Not now", "the store: " + e.getMessage());
        }
    }

    /** Of all devices; of one time the warmest counts. */
    private List<Measured> readings(ThreadKey lot) throws StoreUnavailableException {
        List<Measured> readings = new ArrayList<>();
        for (Exposure exposure : query.exposures(lot)) {
            if (exposure.series().measure() == Series.Measure.TEMPERATURE) {
                query.readings(exposure, stored -> stored.reading().value().ifPresent(value -> readings.add(
                        new Measured(stored.reading().sourceTime(), celsius(exposure.series().unit().code(), value)))));
            }
        }
        readings.sort(Comparator.comparingLong(Measured::time));
        return readings;
    }

    private static BigDecimal celsius(String unit, BigDecimal value) {
        return switch (unit) {
            case "CEL" -> value;
            case "KEL" -> value.subtract(new BigDecimal("273.15"));
            case "FAH" -> value.subtract(BigDecimal.valueOf(32)).multiply(BigDecimal.valueOf(5))
                    .divide(BigDecimal.valueOf(9), 12, RoundingMode.HALF_EVEN);
            default -> throw new IllegalArgumentException("unit: '" + unit + "' is not CEL, FAH or KEL");
        };
    }

    private static Map<String, Object> told(ThreadKey lot, Stability stability) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("lot", lot.canonical());
        answer.put("meanKineticTemperature", stability.meanKinetic().isPresent()
                ? (Object) BigDecimal.valueOf(stability.meanKinetic().getAsDouble()).setScale(2, RoundingMode.HALF_EVEN)
                : CanonicalJson.NULL);
        answer.put("applicable", stability.meanKinetic().isPresent());
        answer.put("frozen", stability.frozen());
        answer.put("unit", "CEL");
        answer.put("knownSeconds", seconds(stability.known()));
        answer.put("unknownSeconds", seconds(stability.unknown()));
        answer.put("low", stability.low().stream().map(StabilityEndpoint::told).toList());
        answer.put("budgets", stability.budgets().stream().map(StabilityEndpoint::told).toList());
        return answer;
    }

    private static Map<String, Object> told(Excursion excursion) {
        return Map.of("from", SourceTime.toInstant(excursion.from()).toString(), "to",
                SourceTime.toInstant(excursion.to()).toString(), "lowest", excursion.lowest());
    }

    private static Map<String, Object> told(Budget budget) {
        return Map.of("above", budget.allowance().above(), "allowedSeconds", seconds(budget.allowance().ticks()), "usedSeconds",
                seconds(budget.used()), "leftSeconds", seconds(budget.left()));
    }

    private static BigDecimal seconds(long ticks) {
        return BigDecimal.valueOf(ticks, TICK_DIGITS);
    }
}
