package io.weft.site.story;

import io.weft.launcher.HubClient;
import io.weft.launcher.Installation;
import io.weft.site.ColdStoreServer;
import io.weft.site.carrier.CarrierFiles;
import io.weft.site.carrier.TelematicsBroker;
import io.weft.site.erp.Erp;
import io.weft.site.hub.Door;
import io.weft.site.hub.SentList;
import io.weft.site.lims.Laboratory;
import io.weft.site.lims.TransferTable;
import io.weft.site.mes.ManufacturingExecution;
import io.weft.site.portal.SupplierPortal;
import io.weft.site.quality.QualitySystem;
import io.weft.site.wms.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * The seven kinds of system of the reference site and its quality system, each a real peer on a real socket.
 *
 * @param carrierSent what the carrier sent, files and records alike
 * @param limsSent    what the laboratory sent, messages and rows alike
 * @param mllpPort    where the hub listens for the laboratory
 */
record Counterparts(ColdStoreServer coldStore, Erp erp, Warehouse warehouse, SupplierPortal portal, CarrierFiles carrierFiles,
        TelematicsBroker telematics, SentList carrierSent, Laboratory laboratory, TransferTable transferTable,
        SentList limsSent, int mllpPort, ManufacturingExecution mes, QualitySystem quality) implements AutoCloseable {

    /**
     * Starts those that are servers.
     *
     * @param password with which the hub calls them
     * @param clients  of the hub, by its user
     */
    static Counterparts open(Installation installation, int zones, Path trustedByColdStore, String password,
            Function<String, HubClient> clients) throws IOException, InterruptedException {
        Path site = Files.createDirectories(installation.home().resolve("site"));
        SentList carrierSent = new SentList();
        SentList limsSent = new SentList();
        TelematicsBroker telematics = TelematicsBroker.start(site.resolve("broker"), carrierSent);
        HubClient mes = clients.apply("mes");
        int mllpPort = FreePort.find();
        return new Counterparts(
                ColdStoreServer.start(zones, trustedByColdStore, "hub", password),
                new Erp(new Door(clients.apply("erp"), "/in/erp", "application/xml"), "hub", password),
                new Warehouse(new Door(clients.apply("wms"), "/in/wms", "application/json"), "hub", password),
                new SupplierPortal(new Door(clients.apply("portal"), "/in/portal", "application/json")),
                new CarrierFiles(site.resolve("carrier"), "hub", password, carrierSent), telematics, carrierSent,
                new Laboratory(mllpPort, limsSent), new TransferTable(site.resolve("lims"), limsSent), limsSent, mllpPort,
                new ManufacturingExecution(mes, new Door(mes, "/in/mes", "application/xml"), "hub", password),
                new QualitySystem(new Door(clients.apply("quality"), "/capture", "application/json")));
    }

    @Override
    public void close() throws IOException {
        try (telematics; transferTable; carrierFiles; coldStore; erp; mes; warehouse) {
            // In reverse, and each of them whatever becomes of the others.
        }
    }
}
