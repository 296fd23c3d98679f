package io.weft.site.story;

import io.weft.site.erp.Erp;
import io.weft.site.erp.Erp.Transfer;
import io.weft.site.lims.LabMessage;
import io.weft.site.mes.ManufacturingExecution;
import io.weft.site.mes.ManufacturingExecution.LotStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A release and a refusal, and who learns of them: the MES of the lot's status from what the laboratory said, the ERP of the
 * posting of stock from what the quality system said, each over its own socket and by its own account.
 */
final class Decisions {

    /** A lot of the same item that the laboratory rejects. */
    static final String REJECTED = "L2026-0799";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PERSON = "Ada Sommer (Q-17)";
    private static final String HL7_PERSON = "Q-17^Sommer^Ada";
    private static final String MES_MATERIAL = "API-100";
    private static final List<LotStatus> STATUSES = List.of(new LotStatus(REJECTED, MES_MATERIAL, "Rejected", PERSON),
            new LotStatus(LotStory.LOT, MES_MATERIAL, "Released", PERSON));
    private static final List<Transfer> TRANSFERS =
            List.of(new Transfer(REJECTED, "350", "12.5", "KGM"), new Transfer(LotStory.LOT, "321", "25", "KGM"));

    private final Telling story;
    private final Erp erp;
    private final ManufacturingExecution mes;

    Decisions(Telling story) {
        this.story = story;
        this.erp = story.site().erp();
        this.mes = story.site().mes();
    }

    /** Identity failed: not to be used for anything. */
    void rejected() throws IOException, InterruptedException, TimeoutException {
        LabMessage order = new LabMessage("F-0990", "S-26-4699", REJECTED, "10004741", story.hours(26));
        decided(order, "M-0990", REJECTED, "REJECTED", "identity not confirmed", "12.5", story.hours(49));
    }

    /** @param order the laboratory's, on which it reported its results */
    void released(LabMessage order) throws IOException, InterruptedException, TimeoutException {
        decided(order, "M-3", LotStory.LOT, "RELEASED", "all results within limits", "25", story.hours(50));
    }

    private void decided(LabMessage order, String controlId, String lot, String code, String reason, String kilograms, Instant at)
            throws IOException, InterruptedException, TimeoutException {
        story.arrives("lims", story.site().laboratory().tell(order.usageDecision(controlId, code, HL7_PERSON, reason, at)),
                "usage decision on " + lot);
        story.mapped(story.site().quality().decided("urn:weft:site:usage-decision:" + lot, Places.lot(lot),
                code.toLowerCase(java.util.Locale.ROOT), PERSON, new BigDecimal(kilograms), Places.zone(1), at),
                "stock of " + lot);
        ReferenceSite.await("the MES learns what was decided on " + lot, PATIENCE,
                () -> mes.statuses().stream().anyMatch(status -> status.lot().equals(lot)));
        ReferenceSite.await("the ERP learns what was decided on " + lot, PATIENCE,
                () -> erp.transfers().stream().anyMatch(transfer -> transfer.batch().equals(lot)));
    }

    /** {@code mes[].{lot,status,by}}, {@code erp[].{batch,movement,quantity,unit}}: what each was told, by its own account. */
    Map<String, Object> report() {
        story.findings().expectEqual(STATUSES, mes.statuses(), "what the MES was told of decisions");
        story.findings().expectEqual(TRANSFERS, erp.transfers(), "what the ERP was told of decisions");
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("mes", mes.statuses().stream().map(status ->
                Map.of("lot", status.lot(), "status", status.status(), "by", status.by())).toList());
        report.put("erp", erp.transfers().stream().map(transfer -> Map.of("batch", transfer.batch(), "movement",
                transfer.movement(), "quantity", new BigDecimal(transfer.quantity()), "unit", transfer.unit())).toList());
        return report;
    }

    /** For people. */
    String text() {
        return mes.statuses().stream().map(status -> "MES " + status.lot() + " " + status.status().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(", ")) + "; " + erp.transfers().stream().map(transfer -> "ERP " + transfer.batch()
                + " movement " + transfer.movement() + ", " + transfer.quantity() + " " + transfer.unit()).collect(Collectors.joining("; "));
    }
}
