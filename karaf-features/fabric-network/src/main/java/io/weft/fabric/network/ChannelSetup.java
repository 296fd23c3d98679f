package io.weft.fabric.network;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** From running nodes to a channel with a committed contract, by Fabric's own commands. */
final class ChannelSetup {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 200;

    private final Layout layout;
    private final NetworkSettings settings;
    private final FabricPrograms programs;

    ChannelSetup(Layout layout, NetworkSettings settings, FabricPrograms programs) {
        this.layout = layout;
        this.settings = settings;
        this.programs = programs;
    }

    void joinOrderer() throws IOException, InterruptedException, FabricException {
        Path tls = layout.ordererIdentity().resolve("tls");
        new Command(List.of(programs.program("osnadmin"), "channel", "join", "--channelID", settings.channel(),
                "--config-block", layout.genesisBlock().toString(), "-o", "127.0.0.1:" + settings.adminPort(),
                "--ca-file", tls.resolve("ca.crt").toString(), "--client-cert", tls.resolve("server.crt").toString(),
                "--client-key", tls.resolve("server.key").toString()), Map.of(), layout.log("osnadmin")).run();
    }

    void joinPeer(int organization) throws IOException, InterruptedException, FabricException {
        peer(organization, "join", List.of("channel", "join", "-b", layout.genesisBlock().toString()));
    }

    void install(int organization) throws IOException, InterruptedException, FabricException {
        peer(organization, "install",
                List.of("lifecycle", "chaincode", "install", layout.contractPackage().toString()));
    }

    void approve(int organization, String packageId) throws IOException, InterruptedException, FabricException {
        List<String> words = new ArrayList<>(List.of("lifecycle", "chaincode", "approveformyorg"));
        words.addAll(definition(organization));
        words.addAll(List.of("--package-id", packageId));
        untilDone(organization, "approve", words);
    }

    void commit() throws IOException, InterruptedException, FabricException {
        List<String> words = new ArrayList<>(List.of("lifecycle", "chaincode", "commit"));
        words.addAll(definition(1));
        for (int organization : List.of(1, 2)) {
            words.addAll(List.of("--peerAddresses", "127.0.0.1:" + settings.port(Node.peer(organization)),
                    "--tlsRootCertFiles", layout.tlsRoot(organization).toString()));
        }
        untilDone(1, "commit", words);
    }

    private List<String> definition(int organization) {
        Path client = layout.user(organization, "Admin").resolve("tls");
        return List.of("-o", "127.0.0.1:" + settings.port(Node.ORDERER), "--tls",
                "--cafile", layout.ordererIdentity().resolve("tls/ca.crt").toString(), "--clientauth",
                "--certfile", client.resolve("client.crt").toString(), "--keyfile", client.resolve("client.key").toString(),
                "--channelID", settings.channel(), "--name", settings.contract(), "--version", "1", "--sequence", "1");
    }

    // The orderer elects itself, and a peer reads the channel's last block, some time after they answer.
    private void untilDone(int organization, String name, List<String> words)
            throws IOException, InterruptedException, FabricException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                peer(organization, name, words);
                return;
            } catch (FabricException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }

    private void peer(int organization, String name, List<String> words)
            throws IOException, InterruptedException, FabricException {
        List<String> command = new ArrayList<>(List.of(programs.program("peer")));
        command.addAll(words);
        new Command(command, environment(organization), layout.log(name + organization)).run();
    }

    private Map<String, String> environment(int organization) {
        Path admin = layout.user(organization, "Admin");
        Map<String, String> environment = new HashMap<>();
        environment.put("FABRIC_CFG_PATH", layout.peerConfig(organization).toString());
        environment.put("FABRIC_LOGGING_SPEC", "error");
        environment.put("CORE_PEER_MSPCONFIGPATH", admin.resolve("msp").toString());
        environment.put("CORE_PEER_TLS_CLIENTCERT_FILE", admin.resolve("tls/client.crt").toString());
        environment.put("CORE_PEER_TLS_CLIENTKEY_FILE", admin.resolve("tls/client.key").toString());
        return environment;
    }
}
