package io.weft.fabric.network;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** With which program and environment each node starts. */
record NodeCommands(Layout layout, NetworkSettings settings, FabricPrograms programs, ContractProgram contract,
        String packageId) {

    List<String> words(Node node) {
        return switch (node) {
            case ORDERER -> List.of(programs.program("orderer"));
            case PEER1, PEER2 -> List.of(programs.program("peer"), "node", "start");
            // Without the second compiler it takes half the processor time until warm, for calls that come once a second.
            case CONTRACT1, CONTRACT2 -> List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx96m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                    "-cp", contract.classPath(), "io.weft.fabric.contract.Main");
        };
    }

    Map<String, String> environment(Node node) {
        int organization = node.organization();
        return switch (node) {
            case ORDERER -> Map.of("FABRIC_CFG_PATH", layout.orderer().toString(), "FABRIC_LOGGING_SPEC", "warn");
            case PEER1, PEER2 -> Map.of("FABRIC_CFG_PATH", layout.peerConfig(organization).toString(),
                    "FABRIC_LOGGING_SPEC", "warn");
            case CONTRACT1, CONTRACT2 -> Map.of(
                    "CHAINCODE_SERVER_ADDRESS", "127.0.0.1:" + settings.port(node),
                    "CORE_CHAINCODE_ID_NAME", packageId,
                    "CHAINCODE_TLS_KEY", layout.contractTls(organization).resolve("server.key").toString(),
                    "CHAINCODE_TLS_CERT", layout.contractTls(organization).resolve("server.crt").toString(),
                    "CHAINCODE_CLIENT_CA_CERT", layout.tlsRoot(organization).toString(),
                    "CORE_CHAINCODE_LOGGING_LEVEL", "WARNING",
                    "CORE_CHAINCODE_LOGGING_SHIM", "WARNING");
        };
    }
}
