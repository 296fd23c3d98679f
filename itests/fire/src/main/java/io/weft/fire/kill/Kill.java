package io.weft.fire.kill;

import io.weft.fire.check.Pace;
import io.weft.fire.load.Sent;
import io.weft.fire.load.Unanswered;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One kill, by {@link System#nanoTime()}.
 *
 * @param killed   when the signal was sent
 * @param gone     when the process was gone
 * @param started  when the next process was started
 * @param up       when the hub said that it is up
 * @param upCost   processor time of the hub from its start until it was up
 * @param database what became of the database server
 */
record Kill(int number, boolean whileStarting, boolean databaseKilled, long killed, long gone, long started, long up,
        Duration upCost, Database database) {

    /** The database server's fate over a kill of the hub. */
    enum Database {
        /** The next hub found it running: the same process. */
        ADOPTED,
        /** The next hub started it: another process. */
        RESTARTED
    }

    /** Requests that had left whole, and had no answer, when the signal was sent. */
    List<Unanswered> inFlight(List<Unanswered> all) {
        return all.stream().filter(attempt -> attempt.openAt(killed)).toList();
    }

    Map<String, Object> report(List<Unanswered> all, Map<String, Sent> byKey) {
        List<Unanswered> inFlight = inFlight(all);
        Set<String> keys = inFlight.stream().map(Unanswered::key).collect(Collectors.toSet());
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("kill", number);
        report.put("whileStarting", whileStarting);
        report.put("inFlight", inFlight.size());
        // Its repeat was answered as duplicate: it was committed, and the hub died before it could say so.
        report.put("committedUnanswered", keys.stream().map(byKey::get)
                .filter(sent -> sent != null && sent.outcome().equals("DUPLICATE")).count());
        report.put("databaseKilled", databaseKilled);
        report.put("database", database.name());
        report.put("startToUpMillis", Pace.millis(up - started));
        report.put("startToUpProcessorSeconds", Pace.seconds(upCost));
        report.put("killToFirstAcknowledgementMillis", Pace.millis(byKey.values().stream()
                .mapToLong(Sent::acknowledged).filter(time -> time > gone).min().orElse(gone) - killed));
        return report;
    }
}
