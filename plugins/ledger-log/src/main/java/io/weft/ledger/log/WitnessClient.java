package io.weft.ledger.log;

import io.weft.event.Digests;
import io.weft.ledger.proof.AddCheckpoint;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.NoteSignature;
import io.weft.ledger.proof.SignedNote;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks one witness (C2SP tlog-witness, add-checkpoint). What it answers counts only under its pinned key. */
final class WitnessClient {

    private static final int MAXIMUM_BYTES = 64 * 1024;
    private static final int MAXIMUM_REASON = 500;

    /** What a witness answers. */
    sealed interface Answer {

        /** @param line verified */
        record Cosigned(NoteSignature line) implements Answer {
        }

        /** @param size of the checkpoint that it cosigned last */
        record Conflict(long size) implements Answer {
        }
    }

    private record Body(int status, byte[] bytes) {
    }

    private final HttpSinkSettings settings;
    private final HttpClient client;

    /** @throws IOException if the truststore cannot be read */
    WitnessClient(HttpSinkSettings settings) throws IOException {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connect());
        if (settings.truststore().isPresent()) {
            builder.sslContext(trusting(settings));
        }
        this.client = builder.build();
    }

    /** @throws IOException if it gives neither a cosignature under its key nor the size it stands at */
    Answer add(AddCheckpoint request) throws IOException {
        Body body = send(HttpRequest.newBuilder(URI.create(settings.url() + "/add-checkpoint"))
                .header("Content-Type", "text/plain; charset=utf-8").POST(BodyPublishers.ofByteArray(request.encode())).build());
        String text = new String(body.bytes(), StandardCharsets.UTF_8);
        return switch (body.status()) {
            case 200 -> new Answer.Cosigned(verified(request.note(), body.bytes()));
            case 409 -> new Answer.Conflict(size(text));
            case 422 -> throw new IOException("the witness refuses it, 422: " + shortened(text));
            default -> throw new IOException("the witness answers " + body.status() + ": " + shortened(text));
        };
    }

    /** The note that it cosigned last, as it shows it to everybody; empty if it knows no such log. */
    Optional<SignedNote> newest(String origin) throws IOException {
        Body body = send(HttpRequest.newBuilder(URI.create(settings.url() + "/"
                + Digests.hex(Digests.sha256(origin.getBytes(StandardCharsets.UTF_8))) + "/checkpoint")).GET().build());
        if (body.status() == 404) {
            return Optional.empty();
        }
        if (body.status() != 200) {
            throw new IOException("the witness answers " + body.status());
        }
        try {
            SignedNote note = SignedNote.parse(body.bytes());
            note.verify(settings.witness());
            return Optional.of(note);
        } catch (MalformedProofException | InvalidProofException e) {
            throw new IOException("the witness shows no note that it cosigned: " + e.getMessage(), e);
        }
    }

    /** Whether a line is the witness's, under a note's text. */
    void verify(byte[] note, byte[] line) throws MalformedProofException, InvalidProofException {
        new SignedNote(SignedNote.parse(note).text(), NoteSignature.lines(line)).verify(settings.witness());
    }

    private NoteSignature verified(byte[] note, byte[] lines) throws IOException {
        try {
            SignedNote signed = SignedNote.parse(note);
            return new SignedNote(signed.text(), NoteSignature.lines(lines)).verify(settings.witness());
        } catch (MalformedProofException | InvalidProofException e) {
            throw new IOException("the witness's answer is no cosignature under witnessKey: " + e.getMessage(), e);
        }
    }

    private static long size(String text) throws IOException {
        if (!text.matches("(0|[1-9][0-9]{0,17})\n")) {
            throw new IOException("the witness answers 409 without a size: " + shortened(text));
        }
        return Long.parseLong(text.strip());
    }

    private Body send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<InputStream>> sent = client.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            // The deadline holds for the whole answer, however it trickles.
            return sent.thenApplyAsync(WitnessClient::read).get(settings.request().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            abandon(sent);
            throw new IOException("the witness has not answered within " + settings.request().toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("the witness does not answer: " + cause(e), e);
        } catch (InterruptedException e) {
            abandon(sent);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static Body read(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MAXIMUM_BYTES + 1);
            if (bytes.length > MAXIMUM_BYTES) {
                throw new IOException("more than " + MAXIMUM_BYTES + " bytes");
            }
            return new Body(response.statusCode(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void abandon(CompletableFuture<HttpResponse<InputStream>> sent) throws IOException {
        if (!sent.cancel(true) && !sent.isCompletedExceptionally()) {
            sent.join().body().close();
        }
    }

    private static String cause(ExecutionException failure) {
        Throwable cause = failure.getCause();
        while (cause instanceof UncheckedIOException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
        return line.length() > MAXIMUM_REASON ? line.substring(0, MAXIMUM_REASON) + "..." : line;
    }

    private static SSLContext trusting(HttpSinkSettings settings) throws IOException {
        char[] password = settings.truststorePasswordFile().isEmpty() ? new char[0]
                : Files.readString(settings.truststorePasswordFile().get()).strip().toCharArray();
        try (InputStream in = Files.newInputStream(settings.truststore().orElseThrow())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            TrustManagerFactory roots = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            roots.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, roots.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException("truststore: '" + settings.truststore().get() + "': " + e.getMessage(), e);
        }
    }
}
