package io.weft.site.story;

import io.weft.launcher.Installation;
import io.weft.site.ColdStoreServer;
import io.weft.site.carrier.CarrierFiles;
import io.weft.site.carrier.LoggerExport;
import io.weft.site.carrier.TelematicsBroker;
import io.weft.site.erp.Erp;
import io.weft.site.mes.ManufacturingExecution;
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

    /** @param trustedByColdStore certificates of the clients that the cold store trusts */
    void write(int port, int zones, Counterparts site, Path trustedByColdStore) throws IOException, InterruptedException {
        Path secret = installation.secrets().resolve("counterparts.password");
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, counterpartPassword);
        listeners(port);
        http(secret, site.erp(), site.warehouse());
        portalAndMes(secret, site.mes());
        carrier(secret, site);
        laboratory(site);
        coldStore(secret, site.coldStore(), zones);
        new CoolingConfiguration(installation, etc).write(site.coldStore(), trustedByColdStore, counterpartPassword);
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
        etc.write("io.weft.adapter.httpsink-erpstatus",
                Map.of("system", "erp", "url", erp.statusAddress(), "user", "hub", "passwordFile", secret));
        etc.write("io.weft.format.idoc.acknowledgement", Map.of("systems", "erp"));
        etc.write("io.weft.delivery.subscription-states", Map.of("mapping", "erp-idoc.status-out",
                "target", "httpsink~erpstatus", "system", "erp", "classes", "5", "fromSystems", "weft~erp"));
        etc.write("io.weft.adapter.httpsink-wms",
                Map.of("system", "wms", "url", warehouse.holdAddress(), "user", "hub", "passwordFile", secret));
        etc.write("io.weft.delivery.subscription-holds", Map.of("mapping", "wms-epcis.hold", "target", "httpsink~wms",
                "classes", "13", "bizSteps", "inspecting", "fromSystems", "weft", "confirm", "true"));
        etc.write("io.weft.delivery.subscription-receipts", Map.of("mapping", "erp-idoc.goods-receipt-out",
                "target", "httpsink~erp", "classes", "6", "bizSteps", "receiving", "fromSystems", "wms"));
        // The quality system's decisions bear amount and place, which a posting of stock needs.
        etc.write("io.weft.delivery.subscription-postings", Map.of("mapping", "erp-idoc.quality-decision-out",
                "target", "httpsink~erp", "classes", "11", "members", "weft:usageDecision", "fromSystems", "quality"));
    }

    private void portalAndMes(Path secret, ManufacturingExecution mes) throws IOException {
        etc.write("io.weft.adapter.http-portal",
                Map.of("path", "/in/portal", "system", "portal", "format", "json", "users", "portal"));
        etc.write("io.weft.adapter.http-mes",
                Map.of("path", "/in/mes", "system", "mes", "format", "xml", "users", "mes"));
        etc.write("io.weft.adapter.httpsink-mes",
                Map.of("system", "mes", "url", mes.statusAddress(), "user", "hub", "passwordFile", secret));
        etc.write("io.weft.delivery.subscription-releases", Map.of("mapping", "mes-b2mml.lot-status-out",
                "target", "httpsink~mes", "classes", "11", "members", "weft:usageDecision", "fromSystems", "lims"));
    }

    /** Two folders of one SFTP server, and one topic. */
    private void carrier(Path secret, Counterparts site) throws IOException {
        Path knownHosts =
                Files.createDirectories(installation.etc().resolve("trusted")).resolve("carrier.known_hosts");
        Files.writeString(knownHosts, site.carrierFiles().knownHost());
        Map<String, Object> login = Map.of("host", "127.0.0.1", "port", site.carrierFiles().port(), "user", "hub",
                "passwordFile", secret, "knownHostsFile", knownHosts, "system", "carrier", "complete", "rename",
                "pollMillis", 200);
        Map<String, Object> interchanges = new LinkedHashMap<>(login);
        interchanges.putAll(Map.of("directory", "/" + CarrierFiles.INTERCHANGES, "format", "edifact", "include", "*.edi"));
        etc.write("io.weft.adapter.sftp-carrier", interchanges);
        Map<String, Object> loggers = new LinkedHashMap<>(login);
        loggers.putAll(Map.of("directory", "/" + CarrierFiles.LOGGERS, "format", "berlinger-txt", "include", "*.txt"));
        etc.write("io.weft.adapter.sftp-loggers", loggers);
        etc.write("io.weft.adapter.kafka-telematics", Map.of("bootstrapServers", site.telematics().servers(),
                "securityProtocol", "PLAINTEXT", "topics", TelematicsBroker.TOPIC, "group", "weft", "system", "carrier",
                "format", "epcis-json"));
    }

    private void laboratory(Counterparts site) throws IOException {
        etc.write("io.weft.adapter.hl7-lims", Map.of("system", "lims", "host", "127.0.0.1", "port", site.mllpPort()));
        Map<String, Object> table = new LinkedHashMap<>(site.transferTable().source());
        table.putAll(Map.of("system", "lims", "format", "hl7-v2"));
        etc.write("io.weft.adapter.jdbc-lims", table);
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
        Map<String, Object> limits = Map.of("measure", "TEMPERATURE", "unit", "CEL", "low", "2", "high", "8",
                "allowanceBelow", "PT0S", "holdLastGood", "PT15M");
        Map<String, Object> store = new LinkedHashMap<>(limits);
        store.putAll(Map.of("gtins", Places.GTIN + "," + Places.TRIAL_GTIN, "devices", Places.DEVICE_PREFIX + "*",
                "allowanceAbove", "PT10M"));
        etc.write("io.weft.decision.limits-cold", store);
        Map<String, Object> road = new LinkedHashMap<>(limits);
        road.putAll(Map.of("gtins", Places.GTIN, "devices", LoggerExport.DEVICES + "*", "allowanceAbove", "PT30M"));
        etc.write("io.weft.decision.limits-road", road);
        etc.write("io.weft.decision.interlock-plant", Map.of("rotation", "FEFO", "zone", "Europe/Berlin"));
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
        etc.write("io.weft.codelist-storage-class", Map.of("entry.02", "2-8"));
        etc.write("io.weft.codelist-temperature-minimum", Map.of("entry.01", "2"));
        etc.write("io.weft.codelist-temperature-maximum", Map.of("entry.01", "8"));
        etc.write("io.weft.codelist-laboratory", Map.of("entry.QC", Places.PLANT_GLN));
        etc.write("io.weft.codelist-mes-site", Map.of("entry.MES-PLANT1", Places.BUYER_GLN));
        etc.write("io.weft.codelist-mes-material", Map.of("entry.API-100", Places.GTIN, "entry.FG-900", "09521321000032"));
        etc.write("io.weft.codelist-mes-material-id", Map.of("entry." + Places.GTIN, "API-100"));
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
