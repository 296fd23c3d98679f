package io.weft.site.story;

import io.weft.launcher.HubClient;
import io.weft.site.erp.Erp;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/** What the ERP was told of its IDocs, held against what the hub says became of them. */
final class IdocStates {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String POSTED = "53";
    private static final String NOT_POSTED = "51";

    private final Erp erp;
    private final HubClient hub;
    private final Findings findings;

    IdocStates(Erp erp, HubClient hub, Findings findings) {
        this.erp = erp;
        this.hub = hub;
        this.findings = findings;
    }

    /** {@code answered}, {@code posted}, {@code notPosted}: numbers of IDocs, by the ERP's own account. */
    Map<String, Object> compare() throws IOException, InterruptedException, TimeoutException {
        Map<String, String> expected = expected();
        ReferenceSite.await("the ERP has the status of each of its IDocs", PATIENCE, () -> erp.states().size() >= expected.size());
        findings.expectEqual(expected, new TreeMap<>(erp.states()), "status of the ERP's IDocs by number");
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("answered", (long) erp.states().size());
        report.put("posted", count(POSTED));
        report.put("notPosted", count(NOT_POSTED));
        return report;
    }

    private long count(String status) {
        return erp.states().values().stream().filter(status::equals).count();
    }

    /**
     * Of every IDoc that has a number in its envelope. The same bytes again change nothing; other bytes under a number that was
     * taken are not posted, and the ERP sees that last.
     */
    private Map<String, String> expected() throws IOException, InterruptedException {
        Map<String, String> states = new TreeMap<>();
        // Newest first.
        for (Object entry : (List<?>) hub.get("/messages?limit=1000&system=erp").json().get("messages")) {
            Map<?, ?> message = (Map<?, ?>) entry;
            if ("ENVELOPE".equals(message.get("idKind")) && !"DUPLICATE".equals(message.get("outcome"))) {
                states.putIfAbsent(String.valueOf(message.get("id")), "QUARANTINED".equals(message.get("outcome")) ? NOT_POSTED : POSTED);
            }
        }
        return states;
    }
}
