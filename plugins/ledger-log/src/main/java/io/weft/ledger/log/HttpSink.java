package io.weft.ledger.log;

import io.weft.ledger.Checkpoint;
import io.weft.ledger.CheckpointSink;
import io.weft.ledger.LogReader;
import io.weft.ledger.log.WitnessClient.Answer;
import io.weft.ledger.check.HeldCheckpoints;
import io.weft.ledger.proof.AddCheckpoint;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.SignedNote;
import io.weft.thread.StoreUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Lets a second party's witness cosign checkpoints (C2SP tlog-witness). Of several that wait it takes the newest, which covers
 * the others. The receipt is the witness's signature line, verified under the pinned key. While the log is idle the newest
 * is shown again and again, so that the witness tells idle from silent. A wrong configuration shows as the fault of each
 * attempt.
 */
@Component(service = {CheckpointSink.class, HeldCheckpoints.class}, configurationPid = "io.weft.ledger.sink.http",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class HttpSink implements CheckpointSink, HeldCheckpoints {

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
    /** Of its own: who asks does not wait for a publishing that hangs. */
    private final Object connecting = new Object();
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

    /** A witness shows the newest alone. */
    @Override
    public boolean showsEach() {
        return false;
    }

    @Override
    public LongStream sizes(String origin, long from) throws IOException {
        Optional<CheckpointText> newest = text(client().newest(origin));
        return newest.filter(text -> text.size() >= from).map(text -> LongStream.of(text.size())).orElse(LongStream.empty());
    }

    @Override
    public Optional<byte[]> note(String origin, long size) throws IOException {
        Optional<SignedNote> newest = client().newest(origin);
        // Without the witness's own line, and those of others.
        return text(newest).filter(text -> text.size() == size).map(text -> new SignedNote(newest.get().text(),
                newest.get().signatures().stream().filter(line -> line.name().equals(origin)).toList()).encode());
    }

    /** The receipt is the witness's line; empty where it was ahead already. */
    @Override
    public Optional<String> fault(Checkpoint checkpoint, byte[] receipt) throws IOException {
        try {
            if (receipt.length > 0) {
                client().verify(checkpoint.note(), receipt);
            }
            return Optional.empty();
        } catch (MalformedProofException | InvalidProofException e) {
            return Optional.of("the witness's line: " + e.getMessage());
        }
    }

    private static Optional<CheckpointText> text(Optional<SignedNote> note) throws IOException {
        try {
            return note.isEmpty() ? Optional.empty() : Optional.of(CheckpointText.read(note.get()));
        } catch (MalformedProofException e) {
            throw new IOException("the witness shows no checkpoint: " + e.getMessage(), e);
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
        synchronized (connecting) {
            if (client.isEmpty()) {
                client = Optional.of(clients.client());
            }
            return client.get();
        }
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
