package io.weft.fabric.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes keys, first block and the nodes' configuration. */
final class Configuration {

    private final Layout layout;
    private final NetworkSettings settings;
    private final FabricPrograms programs;

    Configuration(Layout layout, NetworkSettings settings, FabricPrograms programs) {
        this.layout = layout;
        this.settings = settings;
        this.programs = programs;
    }

    void write() throws IOException, InterruptedException, FabricException {
        makeKeys();
        makeFirstBlock();
        Template.write("orderer.yaml", values(Map.of("data", layout.orderer().resolve("data").toString())),
                layout.orderer().resolve("orderer.yaml"));
        for (int organization : List.of(1, 2)) {
            writePeer(organization);
            writeBuilder(organization);
        }
        ContractPackage.write(layout.contractPackage());
        new ConnectionProfile(layout, settings).write();
    }

    private void makeKeys() throws IOException, InterruptedException, FabricException {
        Path specification = layout.config().resolve("crypto-config.yaml");
        Template.write("crypto-config.yaml", Map.of(), specification);
        new Command(List.of(programs.program("cryptogen"), "generate", "--config=" + specification,
                "--output=" + layout.crypto()), Map.of(), layout.log("cryptogen")).run();
        for (int organization : List.of(1, 2)) {
            // The contract's process serves TLS and signs nothing: with an identity of a peer it could endorse.
            DeletedFolder.delete(layout.contractTls(organization).resolveSibling("msp"));
        }
    }

    private void makeFirstBlock() throws IOException, InterruptedException, FabricException {
        Template.write("configtx.yaml", values(Map.of()), layout.config().resolve("configtx.yaml"));
        new Command(List.of(programs.program("configtxgen"), "-profile", "Evidence", "-channelID", settings.channel(),
                "-outputBlock", layout.genesisBlock().toString()),
                Map.of("FABRIC_CFG_PATH", layout.config().toString()), layout.log("configtxgen")).run();
    }

    private void writePeer(int organization) throws IOException {
        Template.write("core.yaml", values(Map.of(
                "name", "peer.org" + organization,
                "msp", "Org" + organization + "MSP",
                "port", Integer.toString(settings.port(Node.peer(organization))),
                "peer", layout.peerIdentity(organization).toString(),
                "data", layout.peerConfig(organization).resolve("data").toString(),
                "builder", layout.builder(organization).toString())),
                layout.peerConfig(organization).resolve("core.yaml"));
    }

    private void writeBuilder(int organization) throws IOException {
        Path connection = layout.contractConnection(organization);
        Path key = layout.peerIdentity(organization).resolve("tls/server.key");
        Path certificate = layout.peerIdentity(organization).resolve("tls/server.crt");
        String json = "{\"address\":\"127.0.0.1:" + settings.port(Node.contract(organization))
                + "\",\"dial_timeout\":\"3s\",\"tls_required\":true,\"client_auth_required\":true,\"root_cert\":\""
                + escaped(layout.tlsRoot(organization)) + "\",\"client_cert\":\"" + escaped(certificate)
                + "\",\"client_key\":\"" + escaped(key) + "\"}\n";
        Files.createFile(connection, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(connection, json);
        for (String step : List.of("detect", "build", "release")) {
            Path file = layout.builder(organization).resolve("bin").resolve(step);
            Template.write(step, Map.of("connection", connection.toString()), file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static String escaped(Path pem) throws IOException {
        return Files.readString(pem).replace("\n", "\\n");
    }

    private Map<String, String> values(Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put("crypto", layout.crypto().toString());
        values.put("orderer", layout.ordererIdentity().toString());
        values.put("org1", layout.organizationCrypto(1).toString());
        values.put("org2", layout.organizationCrypto(2).toString());
        values.put("port.admin", Integer.toString(settings.adminPort()));
        settings.ports().forEach((node, port) -> values.put("port." + node, Integer.toString(port)));
        return values;
    }
}
