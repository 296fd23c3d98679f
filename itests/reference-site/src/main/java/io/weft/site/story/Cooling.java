package io.weft.site.story;

import io.weft.launcher.HubClient;
import io.weft.site.EmergencyCooling;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * The hub asks for emergency cooling when a lot comes near its limit. Somebody is inside, so the store refuses; a person sees
 * the refused delivery, and sends it again once everybody is out.
 */
final class Cooling {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TARGET = "route~cooling";

    private final HubClient hub;
    private final EmergencyCooling cooling;
    private final Findings findings;

    Cooling(Telling story) {
        this.hub = story.hub();
        this.cooling = story.site().coldStore().cooling();
        this.findings = story.findings();
    }

    void somebodyGoesIn() {
        cooling.lock(true);
    }

    void refusedThenSwitchedOn() throws IOException, InterruptedException, TimeoutException {
        ReferenceSite.await("the delivery to " + TARGET + " is refused", PATIENCE, () -> "REFUSED".equals(state()));
        findings.expectEqual(1, cooling.refused(), "times that the locked cooling was asked for");
        findings.expectEqual(List.of(), cooling.switched(), "what the locked cooling did");
        cooling.lock(false);
        String id = String.valueOf(delivery().orElseThrow().get("id"));
        HubClient.Answer resent = hub.post("/deliveries/" + HubClient.segment(id) + "/resend", "application/octet-stream",
                Map.of(), new byte[0]);
        findings.expectEqual(200, resent.status(), "answer to resend: " + resent.text());
        ReferenceSite.await("the delivery to " + TARGET + " is accepted", PATIENCE, () -> "ACCEPTED".equals(state()));
    }

    /** {@code refused}, {@code switchedOn}, {@code delivery}: by the cold store's own account, and the hub's. */
    Map<String, Object> report() throws IOException, InterruptedException {
        findings.expectEqual(List.of(true), cooling.switched(), "what the emergency cooling was told");
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("refused", (long) cooling.refused());
        report.put("switchedOn", cooling.switched().stream().filter(on -> on).count());
        report.put("delivery", state());
        return report;
    }

    private String state() throws IOException, InterruptedException {
        return delivery().map(entry -> String.valueOf(entry.get("state"))).orElse("none");
    }

    private Optional<Map<?, ?>> delivery() throws IOException, InterruptedException {
        List<?> deliveries = (List<?>) hub.get("/deliveries?target=" + HubClient.segment(TARGET)).json().get("deliveries");
        return deliveries.isEmpty() ? Optional.empty() : Optional.of((Map<?, ?>) deliveries.get(0));
    }
}
