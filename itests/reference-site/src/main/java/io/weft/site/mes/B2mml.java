package io.weft.site.mes;

import io.weft.site.mes.ManufacturingExecution.LotStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/** B2MML V0600 documents of the plant's MES (ISA-95 Part 5), times in UTC. */
public final class B2mml {

    private final String sender;

    /** @param sender {@code LogicalID} of the MES */
    public B2mml(String sender) {
        this.sender = sender;
    }

    /** The MES knows the ERP's batch under a number of its own. */
    public byte[] materialLot(String id, String material, String batch, LocalDate expiry, Instant at) {
        return document("SyncMaterialLot", at, """
                    <MaterialLot>
                      <ID>%s</ID>
                      <MaterialDefinitionID>%s</MaterialDefinitionID>
                      <Status>Valid</Status>
                      %s
                      %s
                    </MaterialLot>
                """.formatted(id, material, property("BatchNumber", batch), property("ExpiryDate", expiry.toString())));
    }

    /** What a process order needs and makes. */
    public byte[] schedule(String order, Material makes, Material needs, Instant at) {
        return document("SyncProductionSchedule", at, """
                    <ProductionSchedule><ProductionRequest><ID>%s</ID><SegmentRequirement><ID>0010</ID>
                      <ProcessSegmentID>Charging</ProcessSegmentID>
                      %s
                      %s
                    </SegmentRequirement></ProductionRequest></ProductionSchedule>
                """.formatted(order, makes.element("MaterialRequirement", "Produced"),
                needs.element("MaterialRequirement", "Consumed")));
    }

    /** What was fed and made. */
    public byte[] performance(String order, Material fed, Material made, Instant ended) {
        return document("SyncProductionPerformance", ended, """
                    <ProductionPerformance><ProductionResponse><ProductionRequestID>%s</ProductionRequestID><SegmentResponse>
                      <ProcessSegmentID>Charging</ProcessSegmentID><ActualEndTime>%s</ActualEndTime>
                      %s
                      %s
                    </SegmentResponse></ProductionResponse></ProductionPerformance>
                """.formatted(order, ended, fed.element("MaterialActual", "Consumed"),
                made.element("MaterialActual", "Produced")));
    }

    /**
     * Kilograms of a lot.
     *
     * @param definition the MES's number of the item
     * @param lot        batch of the ERP; empty where it is not made yet
     */
    public record Material(String definition, String lot, String kilograms) {

        private String element(String name, String use) {
            String lotId = lot.isEmpty() ? "" : "<MaterialLotID>" + lot + "</MaterialLotID>";
            return "<%1$s><MaterialDefinitionID>%2$s</MaterialDefinitionID>%3$s<MaterialUse>%4$s</MaterialUse>".formatted(
                    name, definition, lotId, use) + "<Quantity><QuantityString>" + kilograms
                    + "</QuantityString><DataType>decimal</DataType><UnitOfMeasure>KG</UnitOfMeasure></Quantity></" + name + ">";
        }
    }

    private byte[] document(String root, Instant at, String body) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <%1$s xmlns="http://www.mesa.org/xml/B2MML" releaseID="V0600">
                  <ApplicationArea>
                    <Sender><LogicalID>%2$s</LogicalID></Sender>
                    <CreationDateTime>%3$s</CreationDateTime>
                  </ApplicationArea>
                  <DataArea>
                    <Sync/>
                %4$s  </DataArea>
                </%1$s>
                """.formatted(root, sender, at, body).getBytes(StandardCharsets.UTF_8);
    }

    private static String property(String id, String value) {
        return "<MaterialLotProperty><ID>" + id + "</ID><Value><ValueString>" + value
                + "</ValueString><DataType>string</DataType><UnitOfMeasure></UnitOfMeasure></Value></MaterialLotProperty>";
    }

    /** What a SyncMaterialLot of one lot says of it; empty where it does not say. */
    static LotStatus lotStatus(String document) {
        String lot = document.substring(document.indexOf("<MaterialLot>"));
        int by = lot.indexOf("<ID>By</ID>");
        return new LotStatus(value(lot, "ID"), value(lot, "MaterialDefinitionID"), value(lot, "Status"),
                by < 0 ? "" : value(lot.substring(by), "ValueString"));
    }

    private static String value(String text, String element) {
        int from = text.indexOf("<" + element + ">") + element.length() + 2;
        return text.substring(from, text.indexOf("</" + element + ">", from));
    }
}
