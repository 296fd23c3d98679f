package io.weft.ledger.log;

import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Differences that were found and are there still. One is over when it was looked for again and not found, and nothing kept
 * that look from seeing it: no reason for not checking that was not there already when it was found.
 */
final class CheckAlarms {

    private static final Logger LOG = LoggerFactory.getLogger(CheckAlarms.class);
    /** More than anybody reads; further ones are found again in the next round. */
    private static final int MAXIMUM = 100;

    /** What tells one difference from another, whatever stands there now. */
    private record Place(Finding.Code code, String table, String record, String field) {

        static Place of(Finding finding) {
            return new Place(finding.code(), finding.table(), finding.record(), finding.field());
        }
    }

    /**
     * @param at    what to check to find it again; empty if only a round does
     * @param round in which it was seen last
     * @param known what could not be checked when it was seen last; empty before that look has ended
     */
    private record Alarm(Finding finding, Optional<CheckScope.Subject> at, long round, Optional<Set<String>> known) {

        Alarm seen(long now, List<String> notChecked) {
            return new Alarm(finding, at, now, Optional.of(Set.copyOf(notChecked)));
        }

        /** Whether a look that did not find it could have. */
        boolean sought(Set<String> notChecked) {
            return notChecked.stream().noneMatch(reason -> reason.startsWith(finding.table() + ":"))
                    && known.orElse(Set.of()).containsAll(notChecked);
        }
    }

    private final Map<Place, Alarm> alarms = new LinkedHashMap<>();
    private final Set<String> notCheckedInRound = new HashSet<>();
    private long round;

    synchronized void raise(Finding finding, Optional<CheckScope.Subject> at) {
        Place place = Place.of(finding);
        Alarm before = alarms.get(place);
        if (before != null) {
            alarms.put(place, new Alarm(finding, before.at().or(() -> at), round, before.known()));
        } else if (alarms.size() < MAXIMUM) {
            alarms.put(place, new Alarm(finding, at, round, Optional.empty()));
            LOG.error("self-check: {}", finding);
        }
    }

    /** A look of a round has ended; what only a round finds is over once a whole round has not. */
    synchronized void looked(CheckReport report) {
        seenFirst(report);
        if (notCheckedInRound.size() < CheckReport.MAXIMUM_FINDINGS) {
            notCheckedInRound.addAll(report.notChecked());
        }
        if (!report.cursor().isEmpty()) {
            return;
        }
        for (Alarm alarm : List.copyOf(alarms.values())) {
            if (alarm.at().isPresent()) {
                continue;
            }
            if (alarm.round() == round) {
                alarms.put(Place.of(alarm.finding()), alarm.seen(round, List.copyOf(notCheckedInRound)));
            } else if (alarm.sought(notCheckedInRound)) {
                over(alarm);
            }
        }
        notCheckedInRound.clear();
        round++;
    }

    /** What is to be looked at again, those first that were not for the longest time. */
    synchronized List<CheckScope.Subject> subjects(int most) {
        return alarms.values().stream().flatMap(alarm -> alarm.at().stream()).distinct().limit(most).toList();
    }

    /** One of them was, and what was found there was raised. */
    synchronized void lookedAgain(CheckScope.Subject subject, CheckReport report) {
        Set<Place> found = new HashSet<>();
        report.findings().forEach(finding -> found.add(Place.of(finding)));
        for (Alarm alarm : List.copyOf(alarms.values())) {
            Place place = Place.of(alarm.finding());
            if (!alarm.at().equals(Optional.of(subject))) {
                continue;
            }
            if (found.contains(place)) {
                alarms.remove(place);
                alarms.put(place, alarm.seen(round, report.notChecked()));
            } else if (alarm.sought(Set.copyOf(report.notChecked()))) {
                over(alarm);
            } else {
                alarms.remove(place);
                alarms.put(place, alarm);
            }
        }
        seenFirst(report);
    }

    private void seenFirst(CheckReport report) {
        alarms.replaceAll((place, alarm) -> alarm.known().isPresent() ? alarm : alarm.seen(alarm.round(), report.notChecked()));
    }

    private void over(Alarm alarm) {
        alarms.remove(Place.of(alarm.finding()));
        LOG.info("self-check: no more: {}", alarm.finding());
    }

    /** How often every record was looked at. */
    synchronized long rounds() {
        return round;
    }

    synchronized List<String> lines() {
        return new ArrayList<>(alarms.values().stream().map(alarm -> alarm.finding().toString()).toList());
    }
}
