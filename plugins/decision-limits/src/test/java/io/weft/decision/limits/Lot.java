package io.weft.decision.limits;

import io.weft.decision.DecisionPolicy;
import io.weft.decision.LotHistory.Exposed;
import io.weft.decision.Verdict;
import io.weft.event.Reading;
import io.weft.event.Series;
import io.weft.event.SourceTime;
import io.weft.event.Unit;
import io.weft.identity.ThreadKey;
import io.weft.tck.RecordedHistory;
import io.weft.thread.Exposure;
import io.weft.thread.StoreUnavailableException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A lot whose history is written down in minutes since its first exposure. */
final class Lot {

    static final String GTIN = "09521321000018";
    static final ThreadKey KEY = new ThreadKey(GTIN, "L-1");
    static final Series NORTH = celsius("north");
    static final Series SOUTH = celsius("south");
    static final Series FAHRENHEIT = series("imported", "FAH");

    private static final long START = SourceTime.ofInstant(Instant.parse("2026-03-01T08:00:00Z"));
    private static final long BAD = 0x8000_0000L;

    private final List<Exposure> exposures = new ArrayList<>();
    private final List<Exposed> readings = new ArrayList<>();

    static Lot inZone(Series... series) {
        Lot lot = new Lot();
        for (Series each : series) {
            lot.exposed(each, "PT0S", Long.MAX_VALUE);
        }
        return lot;
    }

    static Lot nowhere() {
        return new Lot();
    }

    static Series celsius(String zone) {
        return series(zone, "CEL");
    }

    static Series series(String zone, String unit) {
        return new Series("opcua~store", "nsu=urn:site;s=" + zone, "urn:weft:device:" + zone, Series.Measure.TEMPERATURE,
                new Unit(unit));
    }

    static long tick(String sinceStart) {
        return START + Ticks.of(Duration.parse(sinceStart));
    }

    Lot exposed(Series series, String from, String to) {
        return exposed(series, from, tick(to));
    }

    private Lot exposed(Series series, String from, long to) {
        exposures.add(new Exposure(KEY, series, tick(from), to));
        return this;
    }

    Lot reads(Series series, String sinceStart, String value) {
        return reads(series, tick(sinceStart), value);
    }

    Lot reads(Series series, long tick, String value) {
        readings.add(new Exposed(series, new Reading(series.item(), tick, Optional.of(new BigDecimal(value)), 0)));
        return this;
    }

    Lot readsBad(Series series, String sinceStart, String value) {
        return readsBad(series, tick(sinceStart), value);
    }

    Lot readsBad(Series series, long tick, String value) {
        readings.add(new Exposed(series, new Reading(series.item(), tick, Optional.of(new BigDecimal(value)), BAD)));
        return this;
    }

    /** The same value every minute from the one to the other, both included. */
    Lot readsEachMinute(Series series, int from, int to, String value) {
        for (int minute = from; minute <= to; minute++) {
            reads(series, "PT" + minute + "M", value);
        }
        return this;
    }

    List<Exposure> exposures() {
        return exposures;
    }

    List<Exposed> readings() {
        return readings;
    }

    RecordedHistory history() {
        return new RecordedHistory(KEY, exposures);
    }

    Verdict verdict(DecisionPolicy policy) throws StoreUnavailableException {
        return history().tell(policy, readings);
    }
}
