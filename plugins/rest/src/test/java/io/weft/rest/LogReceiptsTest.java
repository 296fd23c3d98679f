package io.weft.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.http.HttpReply;
import io.weft.ledger.Checkpoint;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code /log/receipts/{sink}/{size}}. */
class LogReceiptsTest {

    private final LogEndpoint endpoint = new LogEndpoint(new AnchoredLog());

    @Test
    void aReceiptIsGivenAsTheSinkGaveIt() throws Exception {
        for (String asked : List.of("40", "latest")) {
            HttpReply reply = endpoint.handle(Requests.of("GET", "/log/receipts/fabric~x/" + asked));
            assertEquals(200, reply.status());
            assertEquals("40", reply.headers().get("Weft-Log-Size"));
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            reply.body().writeTo(body);
            assertEquals("receipt 40", body.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void whatNoSinkGaveIsNotFound() throws Exception {
        for (String path : List.of("fabric~x/41", "fabric~y/40", "fabric~y/latest", "fabric~x", "fabric~x/40/more")) {
            assertEquals(404, endpoint.handle(Requests.of("GET", "/log/receipts/" + path)).status(), path);
        }
        assertEquals(400, endpoint.handle(Requests.of("GET", "/log/receipts/fabric~x/newest")).status());
        assertEquals(405, endpoint.handle(Requests.of("POST", "/log/receipts/fabric~x/40")).status());
    }

    /** One sink holds the checkpoint of size 40. */
    private static final class AnchoredLog extends UnaskedLog {

        @Override
        public Optional<Checkpoint> latest(String sink) {
            return sink.equals("fabric~x")
                    ? Optional.of(new Checkpoint("test", 40, new byte[32], Instant.EPOCH, new byte[0])) : Optional.empty();
        }

        @Override
        public Optional<byte[]> receipt(String sink, long size) {
            return sink.equals("fabric~x") && size == 40
                    ? Optional.of("receipt 40".getBytes(StandardCharsets.UTF_8)) : Optional.empty();
        }
    }
}
