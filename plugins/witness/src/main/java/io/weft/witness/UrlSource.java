package io.weft.witness;

import io.weft.ledger.proof.AddCheckpoint;
import io.weft.ledger.proof.CheckpointText;
import io.weft.witness.CosignedNotes.Cosigned;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A hub's own interface: {@code GET <url>/checkpoint} and {@code GET <url>/consistency?from=&to=}. An answer with the checkpoint
 * that was cosigned last is a sign of life: the log signs only when it has grown.
 */
final class UrlSource implements Source {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final String url;
    private final Optional<String> authorization;

    /** @param authorization header of that name */
    UrlSource(HttpClient client, URI url, Optional<String> authorization) {
        this.client = client;
        this.url = url.toString().replaceAll("/+$", "");
        this.authorization = authorization;
    }

    @Override
    public void poll(LogWitness witness) throws SourceException, IOException, InterruptedException {
        byte[] note = get("/checkpoint");
        Optional<CheckpointText> text = witness.shown(note);
        if (text.isEmpty()) {
            return;
        }
        Optional<Cosigned> known = witness.known();
        long from = known.map(cosigned -> cosigned.text().size()).orElse(0L);
        long to = text.get().size();
        if (known.isPresent() && from == to && MessageDigest.isEqual(known.get().text().root(), text.get().root())) {
            witness.alive();
        } else if (to >= from) {
            witness.offer(new AddCheckpoint(from, from > 0 && to > from ? proof(from, to) : List.of(), note));
        } else {
            witness.offer(new AddCheckpoint(0, List.of(), note));
        }
    }

    private List<byte[]> proof(long from, long to) throws SourceException, InterruptedException {
        String answer = new String(get("/consistency?from=" + from + "&to=" + to), StandardCharsets.US_ASCII);
        List<byte[]> proof = new ArrayList<>();
        try {
            for (String line : answer.lines().toList()) {
                proof.add(Base64.getDecoder().decode(line));
            }
        } catch (IllegalArgumentException e) {
            throw new SourceException(url + "/consistency answers what is no proof: " + e.getMessage(), e);
        }
        return proof;
    }

    private byte[] get(String path) throws SourceException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(AddCheckpoint.MAXIMUM_BYTES + 1);
                if (response.statusCode() != 200) {
                    throw new SourceException(url + path + " answers " + response.statusCode());
                }
                if (bytes.length > AddCheckpoint.MAXIMUM_BYTES) {
                    throw new SourceException(url + path + " answers more than " + AddCheckpoint.MAXIMUM_BYTES + " bytes");
                }
                return bytes;
            }
        } catch (IOException e) {
            throw new SourceException(url + path + " does not answer: " + e, e);
        }
    }
}
