package io.weft.ledger.log;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.LogReader;
import io.weft.ledger.log.WitnessClient.Answer;
import io.weft.ledger.proof.AddCheckpoint;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Lets a second party's witness cosign checkpoints (C2SP tlog-witness). Of several that wait it takes the newest, which covers
 * the others. The receipt is the witness's signature line, verified under the pinned key. While the log is idle the newest
 * is shown again and again, so that the witness tells idle from silent. A wrong configuration shows as the fault of each
 * attempt.
 */
@Component(service = CheckpointSink.class, configurationPid = "io.weft.ledger.sink.http",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class HttpSink implements CheckpointSink {

    private static final String PID = "io.weft.ledger.sink.http~";
    private static final byte[] NO_RECEIPT = {};
    /** Asked from an unknown size, told the size, and once more if another hub of the same log was faster. */
    private static final int ATTEMPTS = 3;

    /** Makes what a configuration asks for; repeated as long as it fails. */
    @FunctionalInterface
    interface Clients {

        WitnessClient client() throws IOException;
    }

    private final String name;
    private final Clients clients;
    private final long repeatSeconds;
    private final Clock clock;
    private Optional<WitnessClient> client = Optional.empty();
    /** Size that the witness cosigned last, as far as this hub knows. */
    private long cosigned;
    private Instant shownAt = Instant.MIN;

    @Activate
    public HttpSink(HttpSinkConfiguration configuration) {
        this(name(configuration.service_pid()), () -> client(configuration), configuration.repeat_seconds(), Clock.systemUTC());
    }

    HttpSink(String name, Clients clients, long repeatSeconds, Clock clock) {
        this.name = name;
        this.clients = clients;
        this.repeatSeconds = repeatSeconds;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Checkpoint> next(List<Checkpoint> waiting) {
        return Optional.of(waiting.get(waiting.size() - 1));
    }

    @Override
    public synchronized byte[] publish(Checkpoint checkpoint, LogReader log) throws IOException, StoreUnavailableException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<byte[]> proof = cosigned > 0 && cosigned < checkpoint.size() ? log.consistency(cosigned, checkpoint.size())
                    : List.of();
            Answer answer = client().add(new AddCheckpoint(Math.min(cosigned, checkpoint.size()), proof, checkpoint.note()));
            if (answer instanceof Answer.Cosigned line) {
                cosigned = checkpoint.size();
                shownAt = clock.instant();
                return line.line().toString().getBytes(StandardCharsets.UTF_8);
            }
            cosigned = ((Answer.Conflict) answer).size();
            if (cosigned > checkpoint.size()) {
                return passedOver(checkpoint, log);
            }
        }
        throw new IOException("the witness names another size each time, now " + cosigned);
    }

    @Override
    public synchronized void idle(Checkpoint newest, LogReader log) throws IOException, StoreUnavailableException {
        if (shownAt.isBefore(clock.instant().minusSeconds(repeatSeconds))) {
            publish(newest, log);
            shownAt = clock.instant();
        }
    }

    /** The witness is ahead of this checkpoint, but not of the log, unless the log was set back. */
    private byte[] passedOver(Checkpoint checkpoint, LogReader log) throws IOException, StoreUnavailableException {
        try {
            log.consistency(checkpoint.size(), cosigned);
            return NO_RECEIPT;
        } catch (IllegalArgumentException e) {
            throw new IOException("ROLLBACK: the witness cosigned size " + cosigned + " of '" + checkpoint.origin()
                    + "', and here are fewer leaves: " + e.getMessage(), e);
        }
    }

    private WitnessClient client() throws IOException {
        if (client.isEmpty()) {
            client = Optional.of(clients.client());
        }
        return client.get();
    }

    private static WitnessClient client(HttpSinkConfiguration configuration) throws IOException {
        try {
            return new WitnessClient(HttpSinkSettings.of(configuration));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String name(String pid) {
        return "http~" + (pid.startsWith(PID) ? pid.substring(PID.length()) : pid);
    }
}
