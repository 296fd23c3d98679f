package io.weft.witness;

import io.weft.ledger.proof.VerifierKey;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Follow a log and cosign its checkpoints. One line per cosigned checkpoint on standard output, one per "
                + "alarm on standard error. Exit status with --once: 1 if anything was wrong or a fork is on record."})
final class RunCommand implements Callable<Integer> {

    private static final Duration LIVELY = Duration.ofSeconds(60);
    /** No block for so long: the channel's end. A stream begins within this time. */
    private static final Duration ALL_OF_A_CHANNEL = Duration.ofSeconds(5);
    private static final Duration BRIEFLY = Duration.ofMillis(100);

    @Mixin
    StateOption state;

    @Option(names = "--log", paramLabel = "KEY", required = true, converter = LogKey.class,
            description = "The log's verifier key, or a file with it, from where you trust it. Several with --listen.")
    List<VerifierKey> logs = new ArrayList<>();

    @ArgGroup(multiplicity = "1")
    Where where;

    /** Exactly one. */
    static final class Where {

        @Option(names = "--folder", paramLabel = "DIR", description = "Folder of the hub's file sink.")
        Path folder;

        @Option(names = "--url", paramLabel = "URL", description = "The hub's own interface, https://<hub>/log; needs --user.")
        URI url;

        @Option(names = "--channel", paramLabel = "FILE",
                description = "Connection file of a client of the Fabric channel; needs weft-witness-fabric on the class path.")
        Path channel;

        @Option(names = "--listen", paramLabel = "HOST:PORT",
                description = "Wait for the hub's HTTP sink (C2SP tlog-witness). Beyond loopback only with --keystore.")
        String listen;
    }

    @Option(names = "--user", paramLabel = "NAME", description = "User of the hub with the role viewer (--url).")
    String user;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Its password.")
    Path password;

    @Mixin
    TlsOptions tls;

    @Option(names = "--silence", paramLabel = "TIME", converter = Period.class,
            description = "Alarm when nothing is heard of the log for so long. 60s with --url and --listen, where an idle log is "
                    + "heard of; off with --folder and --channel, where it is not.")
    Duration silence;

    @Option(names = "--poll", paramLabel = "TIME", converter = Period.class, defaultValue = "2s",
            description = "How often the source is looked at (default: ${DEFAULT-VALUE}).")
    Duration poll;

    @Option(names = "--once", description = "Look once and end; not with --listen.")
    boolean once;

    @Spec
    CommandSpec command;

    private final Clock clock = Clock.systemUTC();
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    @Override
    public Integer call() throws Exception {
        if (where.listen != null) {
            if (once) {
                throw usage("--once does not go with --listen");
            }
            return listen(address(where.listen));
        }
        if (logs.size() > 1) {
            throw usage("--log: several go with --listen only");
        }
        try (LogWitness witness = open(logs.get(0))) {
            boolean lively = where.url != null;
            Watch watch = new Watch(witness, Optional.ofNullable(silence != null ? silence : lively ? LIVELY : null), clock);
            try (Source source = source(witness.log())) {
                return once ? once(witness, watch, source) : follow(watch, source);
            }
        }
    }

    private Source source(VerifierKey log) throws IOException {
        if (where.folder != null) {
            return new FolderSource(where.folder);
        }
        return where.url != null ? url(where.url) : channel(log);
    }

    private ChannelSource channel(VerifierKey log) {
        AnchorStream.Opener opener = ServiceLoader.load(AnchorStream.Opener.class).findFirst()
                .orElseThrow(() -> usage("--channel needs weft-witness-fabric and its libraries on the class path"));
        ChannelPosition position = new ChannelPosition(state.witness().log(log.name()).resolve("channel"));
        return new ChannelSource(opener, where.channel, position, once ? ALL_OF_A_CHANNEL : BRIEFLY);
    }

    private int once(LogWitness witness, Watch watch, Source source) throws Exception {
        Instant began = witness.aliveAt();
        watch.poll(source);
        // Nothing was heard in this run: then since it was cosigned last, by whatever run.
        if (witness.aliveAt().equals(began) && witness.known().isPresent()) {
            watch.check(witness.known().get().at());
        }
        boolean fork = witness.alarms().open().stream().anyMatch(alarm -> alarm.code().lasting());
        return witness.alarms().raised() > 0 || fork ? 1 : 0;
    }

    private int follow(Watch watch, Source source) throws Exception {
        while (true) {
            watch.poll(source);
            Thread.sleep(poll.toMillis());
        }
    }

    private int listen(InetSocketAddress address) throws Exception {
        if (tls.keystore == null && !address.getAddress().isLoopbackAddress()) {
            throw usage("--listen: '" + where.listen + "' is beyond loopback, which needs --keystore");
        }
        Map<String, LogWitness> witnesses = new LinkedHashMap<>();
        List<Watch> watches = new ArrayList<>();
        for (VerifierKey log : logs) {
            LogWitness witness = open(log);
            witnesses.put(log.name(), witness);
            watches.add(new Watch(witness, Optional.of(silence != null ? silence : LIVELY), clock));
        }
        try (CheckpointListener listener = CheckpointListener.start(address, tls.server(), witnesses)) {
            out.println("listening on " + listener.address().getHostString() + ":" + listener.address().getPort());
            while (true) {
                Thread.sleep(poll.toMillis());
                for (Watch watch : watches) {
                    watch.check();
                }
            }
        } finally {
            for (LogWitness witness : witnesses.values()) {
                witness.close();
            }
        }
    }

    private LogWitness open(VerifierKey log) throws IOException {
        LogWitness witness = LogWitness.open(state.witness(), log, clock, out, err);
        for (Alarm alarm : witness.alarms().open()) {
            if (alarm.code().lasting()) {
                err.println("ON RECORD " + alarm.text() + " (" + alarm.folder() + ")");
            }
        }
        return witness;
    }

    private UrlSource url(URI url) throws IOException {
        boolean plain = "http".equals(url.getScheme());
        if (url.getHost() == null || !plain && !"https".equals(url.getScheme())) {
            throw usage("--url: '" + url + "' is not https://<host>[:port]/log");
        }
        if (plain && !new InetSocketAddress(url.getHost(), 0).getAddress().isLoopbackAddress()) {
            throw usage("--url: '" + url + "' is http beyond loopback, where a password must be encrypted");
        }
        if (user == null != (password == null)) {
            throw usage("--user and --password-file go together");
        }
        HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5));
        tls.client().ifPresent(client::sslContext);
        Optional<String> authorization = Optional.empty();
        if (user != null) {
            String credentials = user + ":" + Files.readString(password).strip();
            authorization = Optional.of("Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        return new UrlSource(client.build(), url, authorization);
    }

    private InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw usage("--listen: '" + text + "' is not <host>:<port>");
        }
        InetSocketAddress address = new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw usage("--listen: host of '" + text + "' is not known");
        }
        return address;
    }

    private ParameterException usage(String rule) {
        return new ParameterException(command.commandLine(), rule);
    }
}
