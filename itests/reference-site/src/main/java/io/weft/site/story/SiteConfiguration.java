package io.weft.site.story;

import io.weft.launcher.Installation;
import io.weft.site.ColdStoreServer;
import io.weft.site.erp.Erp;
import io.weft.site.wms.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/** The reference site's configuration: one file in {@code etc/} per instance, as an integration team would write it. */
final class SiteConfiguration {

    private final Installation installation;
    private final EtcFolder etc;
    private final String counterpartPassword;

    /** @param counterpartPassword with which the hub calls its counterparts */
    SiteConfiguration(Installation installation, String counterpartPassword) {
        this.installation = installation;
        this.etc = new EtcFolder(installation);
        this.counterpartPassword = counterpartPassword;
    }

    void write(int port, ColdStoreServer coldStore, int zones, Erp erp, Warehouse warehouse) throws IOException {
        Path secret = installation.secrets().resolve("counterparts.password");
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, counterpartPassword);
        listeners(port);
        http(secret, erp, warehouse);
        coldStore(secret, coldStore, zones);
        decisions();
        codeLists();
        evidence();
    }

    private void listeners(int port) throws IOException {
        etc.write("io.weft.http", Map.of("host", "127.0.0.1", "port", port));
        etc.replace("org.apache.karaf.shell.cfg", "sshPort", FreePort.find());
        etc.replace("org.apache.karaf.management.cfg", "rmiRegistryPort", FreePort.find());
        etc.replace("org.apache.karaf.management.cfg", "rmiServerPort", FreePort.find());
    }

    private void http(Path secret, Erp erp, Warehouse warehouse) throws IOException {
        etc.write("io.weft.adapter.http-erp",
                Map.of("path", "/in/erp", "system", "erp", "format", "idoc-xml", "users", "erp"));
        etc.write("io.weft.adapter.http-wms",
                Map.of("path", "/in/wms", "system", "wms", "format", "epcis-json", "users", "wms"));
        etc.write("io.weft.adapter.httpsink-erp",
                Map.of("system", "erp", "url", erp.receiptAddress(), "user", "hub", "passwordFile", secret));
        etc.write("io.weft.adapter.httpsink-wms",
                Map.of("system", "wms", "url", warehouse.holdAddress(), "user", "hub", "passwordFile", secret));
        etc.write("io.weft.delivery.subscription-holds", Map.of("mapping", "wms-epcis.hold", "target", "httpsink~wms",
                "classes", "13", "fromSystems", "weft", "confirm", "true"));
        etc.write("io.weft.delivery.subscription-receipts", Map.of("mapping", "erp-idoc.goods-receipt-out",
                "target", "httpsink~erp", "classes", "6", "bizSteps", "receiving", "fromSystems", "wms"));
    }

    private void coldStore(Path secret, ColdStoreServer coldStore, int zones) throws IOException {
        Path trusted = Files.createDirectories(installation.etc().resolve("trusted/cold-store"));
        coldStore.writeCertificate(trusted.resolve("cold-store.der"));
        Path items = installation.etc().resolve("cold-store.items");
        Files.write(items, coldStore.items(zones), StandardCharsets.UTF_8);
        Map<String, Object> adapter = new LinkedHashMap<>();
        adapter.put("system", "cold-store");
        adapter.put("endpoint", coldStore.endpoint());
        adapter.put("user", "hub");
        adapter.put("passwordFile", secret);
        adapter.put("trustFolder", trusted);
        adapter.put("itemsFile", items);
        adapter.put("publishingInterval", 50);
        adapter.put("samplingInterval", 50);
        // Source time runs a thousand times faster than the clock: a day of one item comes at once.
        adapter.put("queueSize", 5000);
        adapter.put("reconnectAfter", 500);
        etc.write("io.weft.adapter.opcua-cold-store", adapter);
        String zone = "nsu=" + ColdStoreServer.NAMESPACE_URI + ";s=Zone{n}/";
        String device = "|" + Places.DEVICE_PREFIX + "{n}|";
        etc.write("io.weft.mapping.sensor.opcua-cold-store", Map.of(
                "instance", "opcua~cold-store",
                "version", "1.0.0",
                "item.1", zone + "Temperature" + device + "temperature|CEL",
                "item.2", zone + "Humidity" + device + "humidity|P1",
                "item.3", zone + "Door" + device + "door|C62"));
    }

    private void decisions() throws IOException {
        etc.write("io.weft.decision.limits-cold", Map.of(
                "gtins", Places.GTIN, "measure", "TEMPERATURE", "unit", "CEL", "low", "2", "high", "8",
                "allowanceAbove", "PT10M", "allowanceBelow", "PT0S", "holdLastGood", "PT15M"));
    }

    private void codeLists() throws IOException {
        etc.write("io.weft.codelist-material", Map.of("entry.10004741", Places.GTIN));
        etc.write("io.weft.codelist-material-number", Map.of("entry." + Places.GTIN, "10004741"));
        etc.write("io.weft.codelist-partner", Map.of("entry.0000200017", Places.SUPPLIER_GLN,
                "entry.0000001000", Places.BUYER_GLN, "entry.0000001100", Places.PLANT_GLN));
        etc.write("io.weft.codelist-partner-number", Map.of("entry." + Places.SUPPLIER, "0000200017"));
        etc.write("io.weft.codelist-plant", Map.of("entry.1100", Places.PLANT_GLN));
        etc.write("io.weft.codelist-plant-number", Map.of("entry." + Places.PLANT, "1100"));
        etc.write("io.weft.codelist-storage-location", Map.of("entry.1100-0001", Places.STORE_GLN));
        etc.write("io.weft.codelist-storage-location-number", Map.of("entry." + Places.STORE, "0001"));
        etc.write("io.weft.codelist-purchaser", Map.of("entry.1100", Places.BUYER_GLN));
        etc.write("io.weft.codelist-erp", Map.of("entry.port", "SAPERP"));
    }

    /** Checkpoints go to a folder that the hub's data is not in: whoever rewrites the one has not rewritten the other. */
    private void evidence() throws IOException {
        Path vault = Files.createDirectories(installation.home().resolve("site/vault"));
        etc.write("io.weft.ledger.sink.file-vault", Map.of("folder", vault));
        etc.replace("io.weft.ledger.log.cfg", "origin", "reference-site.example/hub");
        etc.replace("io.weft.ledger.log.cfg", "telemetry.seconds", 1);
    }
}
