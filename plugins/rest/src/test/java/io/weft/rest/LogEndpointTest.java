package io.weft.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.http.HttpReply;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.LogStatus;
import io.weft.ledger.TreeHead;
import io.weft.ledger.TreeNode;
import io.weft.ledger.proof.Merkle;
import io.weft.ledger.proof.MerkleProver;
import io.weft.ledger.proof.MerkleVerifier;
import io.weft.ledger.proof.NoteSignature;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /log/checkpoint} and {@code /log/consistency}. */
class LogEndpointTest {

    private static final NoteSignature LINE = new NoteSignature("partner.example/w1", new byte[76]);

    private final SevenLeaves log = new SevenLeaves();
    private final LogEndpoint endpoint = new LogEndpoint(log);

    @Test
    void theLinesOfWitnessesStandBehindTheNote() throws Exception {
        HttpReply reply = endpoint.handle(Requests.of("GET", "/log/checkpoint"));
        assertEquals("note\n" + LINE, text(reply));
    }

    @Test
    void aProofIsAHashALine() throws Exception {
        HttpReply reply = endpoint.handle(Requests.of("GET", "/log/consistency", Map.of("from", "3", "to", "7")));
        assertEquals(200, reply.status());
        assertEquals("text/plain; charset=utf-8", reply.mediaType());
        List<byte[]> proof = text(reply).lines().map(Base64.getDecoder()::decode).toList();
        MerkleVerifier.consistency(3, log.prover.root(3), 7, log.prover.root(7), proof);
        assertEquals("", text(endpoint.handle(Requests.of("GET", "/log/consistency", Map.of("from", "7", "to", "7")))));
    }

    @ParameterizedTest
    @CsvSource({"0,7,from: '0' is no size", "'',7,from: '' is no size", "3,x,to: 'x' is no size", "5,4,from: '5' is above to",
        "3,8,to: '8' is above the log's size 7", "03,7,from: '03' is no size", "1,9999999999999999999,to: '9999999999999999999' is no"})
    void aWrongParameterIsNamed(String from, String to, String said) throws Exception {
        HttpReply reply = endpoint.handle(Requests.of("GET", "/log/consistency", Map.of("from", from, "to", to)));
        assertEquals(400, reply.status());
        assertTrue(Requests.json(reply).get("detail").toString().startsWith(said), () -> reply.toString());
    }

    private static String text(HttpReply reply) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        reply.body().writeTo(body);
        return body.toString(StandardCharsets.UTF_8);
    }

    private static final class SevenLeaves extends UnaskedLog {

        private final Map<String, byte[]> nodes = new HashMap<>();
        private final MerkleProver<RuntimeException> prover = new MerkleProver<>((level, index) -> nodes.get(level + "/" + index));

        SevenLeaves() {
            List<byte[]> leaves = IntStream.range(0, 7).mapToObj(i -> Merkle.leafHash(new byte[] {(byte) i})).toList();
            for (TreeNode node : Merkle.append(TreeHead.EMPTY, leaves).nodes()) {
                nodes.put(node.level() + "/" + node.index(), node.hash());
            }
        }

        @Override
        public Optional<Checkpoint> latest() {
            return Optional.of(new Checkpoint("test", 7, prover.root(7), Instant.EPOCH, "note\n".getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public List<NoteSignature> cosignatures(Checkpoint checkpoint) {
            return checkpoint.size() == 7 ? List.of(LINE) : List.of();
        }

        @Override
        public List<byte[]> consistency(long from, long to) {
            return prover.consistency(from, to);
        }

        @Override
        public LogStatus status() {
            return new LogStatus("test", 7, latest(), 0, Optional.empty(), List.of(), "");
        }
    }
}
