package io.weft.ledger.log;

import io.weft.event.Digests;
import io.weft.tck.JavaProcess;
import io.weft.witness.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** A second party's witness, run as that party would: a process of its own that waits for the hub's sink. */
final class PartnersWitness implements AutoCloseable {

    static final String NAME = "partner.example/w1";

    private final Path state;
    private final String log;
    private final List<String> tls;
    private final String verifierKey;
    private JavaProcess process;
    private String address = "127.0.0.1:0";

    /** @param tls options, or none for plain HTTP */
    PartnersWitness(Path state, String log, String... tls) throws Exception {
        this.state = state;
        this.log = log;
        this.tls = List.of(tls);
        try (JavaProcess init = run("init", "--name", NAME, "--state", state.toString())) {
            init.exit();
            verifierKey = init.out().get(0);
        }
        start();
    }

    /** At the same address as before. */
    void start() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", "--state", state.toString(), "--log", log, "--listen", address));
        arguments.addAll(tls);
        process = run(arguments.toArray(String[]::new));
        address = process.await("listening on ");
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    String verifierKey() {
        return verifierKey;
    }

    String url() {
        return (tls.isEmpty() ? "http://" : "https://") + address;
    }

    /** Its own copy of a cosigned checkpoint. */
    byte[] cosigned(String origin, long size) throws IOException {
        return Files.readAllBytes(state.resolve("logs").resolve(origin.replace("/", "%2F"))
                .resolve("cosigned/%020d.checkpoint".formatted(size)));
    }

    List<String> alarms() {
        return process.err().stream().filter(line -> line.startsWith("ALARM ")).toList();
    }

    String awaitAlarm(String beginning) throws InterruptedException {
        return process.await("ALARM " + beginning);
    }

    @Override
    public void close() throws Exception {
        process.close();
    }

    private static JavaProcess run(String... arguments) throws IOException {
        return JavaProcess.start(List.of(Witness.class, Digests.class, CommandLine.class), List.of(arguments));
    }
}
