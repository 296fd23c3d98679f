package io.weft.fabric.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.Merkle;
import io.weft.tck.SampleLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hyperledger.fabric.client.EndorseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real channel refuses, each for its own reason: a case differs in one thing from an anchor that is let in at the end. */
@ExtendWith(RealNetwork.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadAnchorTest {

    private static final String ZEROS = "0".repeat(64);

    private final List<String> rows = new ArrayList<>();
    private final SampleLog log = new SampleLog("weft.test/refused-" + UUID.randomUUID()).append(12, "leaf");
    private final SampleLog theirs = new SampleLog("weft.test/theirs-" + UUID.randomUUID()).append(3, "leaf");
    private final SampleLog pending = new SampleLog("weft.test/pending-" + UUID.randomUUID()).append(3, "leaf");
    private final SampleLog revoked = new SampleLog("weft.test/revoked-" + UUID.randomUUID()).append(6, "leaf");
    private final SampleLog fresh = new SampleLog("weft.test/fresh-" + UUID.randomUUID()).append(3, "leaf");
    private final AnchorArguments first = AnchorArguments.of(log, 0, 3);
    private final AnchorArguments good = AnchorArguments.of(log, 7, 12);
    private ChannelClient client;
    private ChannelClient other;

    /** @param call function and arguments */
    record BadCall(String kind, String code, String... call) {

        @Override
        public String toString() {
            return kind + " is refused with " + code;
        }
    }

    @BeforeAll
    void anchorSome(FabricNetwork network) throws Exception {
        client = ChannelClient.open(network.connection(1));
        other = ChannelClient.open(network.connection(2));
        for (SampleLog approved : List.of(log, revoked, fresh)) {
            network.approveKey(1, approved.origin(), approved.verifierKey());
        }
        network.approveKey(2, theirs.origin(), theirs.verifierKey());
        first.submit(network, client);
        AnchorArguments.of(log, 3, 7).submit(network, client);
        AnchorArguments.of(revoked, 0, 3).submit(network, client);
        network.approveRevocation(revoked.origin(), revoked.keyId(), 3);
        try (ChannelClient admin = ChannelClient.open(network.admin(1))) {
            network.awaitAnswer(admin.submit("approveKey", pending.origin(), pending.verifierKey()), "keys", pending.origin());
        }
    }

    @AfterAll
    void letTheGoodOneInAndReport(FabricNetwork network) throws Exception {
        try (ChannelClient writer = client; ChannelClient reader = other) {
            String record = good.submit(network, writer);
            assertTrue(record.contains("\"size\":12,"), record);
            assertEquals(record, reader.evaluate("anchored", log.origin(), "12"));
        }
        report();
    }

    private void report() throws IOException {
        String named = System.getProperty("weft.refused", "target/refused.json");
        Files.writeString(Path.of(named), "{\"refused\":[\n" + String.join(",\n", rows) + "\n]}\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badCalls")
    void isRefusedWithItsCode(BadCall bad) throws Exception {
        String before = client.evaluate("head", log.origin());
        EndorseException refused = assertThrows(EndorseException.class,
                () -> client.submit(bad.call()[0], Arrays.copyOfRange(bad.call(), 1, bad.call().length)));
        String code = Refused.code(refused).orElse(Refused.message(refused));
        rows.add("{\"kind\":\"" + bad.kind() + "\",\"code\":\"" + code + "\"}");
        assertEquals(bad.code(), code, Refused.message(refused));
        assertEquals(before, client.evaluate("head", log.origin()), "the head moved");
    }

    Stream<BadCall> badCalls() {
        return Stream.of(forms(), notes(), keys(), sequence(), counts(), growth(), people()).flatMap(List::stream);
    }

    private List<BadCall> forms() {
        return List.of(
                new BadCall("function unknown", "ARGUMENT", "anchorAll", "x"),
                new BadCall("argument missing", "ARGUMENT", call(good, 5)),
                new BadCall("argument too many", "ARGUMENT", call(good, 7)),
                anchor("identity not a hash", "ARGUMENT", good.id("12")),
                anchor("identity in capitals", "ARGUMENT", good.id(good.id().toUpperCase(java.util.Locale.ROOT))),
                anchor("previous size with a leading zero", "ARGUMENT", good.previous("07", good.previousRoot())),
                anchor("previous size negative", "ARGUMENT", good.previous("-7", good.previousRoot())),
                anchor("previous size as a power", "ARGUMENT", good.previous("7e0", good.previousRoot())),
                anchor("previous size beyond 18 digits", "ARGUMENT",
                        good.previous("1000000000000000007", good.previousRoot())),
                anchor("previous root too short", "ARGUMENT", good.previous("7", good.previousRoot().substring(1))));
    }

    private List<BadCall> notes() {
        String note = good.note();
        int signature = note.lastIndexOf(' ') + 1;
        byte[] bytes = Base64.getDecoder().decode(note.substring(signature, note.length() - 1));
        bytes[bytes.length - 20] ^= 1;
        String flipped = note.substring(0, signature) + Base64.getEncoder().encodeToString(bytes) + "\n";
        String grown = note.replaceFirst("\n12\n", "\n13\n");
        String text = log.checkpoint(12);
        return List.of(
                anchor("identity of another checkpoint", "ID", good.id(first.id())),
                anchor("note changed, identity kept", "ID", good.note(grown).id(good.id())),
                anchor("note changed, identity with it", "SIGNATURE", good.note(grown)),
                anchor("signature with one bit flipped", "SIGNATURE", good.note(flipped)),
                anchor("signature of another checkpoint", "SIGNATURE",
                        good.note(text + first.note().substring(first.note().indexOf("\n\n") + 1))),
                anchor("note without signature", "NOTE", good.note(text)),
                anchor("note with two signatures", "NOTE", good.note(note + note.substring(note.indexOf('\u2014')))),
                anchor("note with an extension line", "NOTE", good.note(log.signed(text + "more\n"))),
                anchor("note of a size beyond 18 digits", "NOTE",
                        good.note(log.signed(text.replaceFirst("\n12\n", "\n1000000000000000012\n")))),
                anchor("note beyond its size", "NOTE", good.note(log.signed("x".repeat(5000) + text))));
    }

    private List<BadCall> keys() {
        SampleLog stranger = new SampleLog(log.origin()).append(12, "leaf");
        String forged = stranger.note(12).replaceFirst("\u2014.*", good.note().substring(good.note().indexOf('\u2014'),
                good.note().lastIndexOf(' ') + 1) + forgedSignature(stranger));
        return List.of(
                anchor("key that nobody approved", "KEY_UNKNOWN", good.note(stranger.note(12))),
                anchor("key of another origin", "KEY_UNKNOWN", good.note(theirs.signed(log.checkpoint(12)))),
                anchor("key named, another one signed", "SIGNATURE", good.note(forged)),
                anchor("key approved by one organization", "KEY_PENDING", AnchorArguments.of(pending, 0, 3)),
                anchor("key revoked", "KEY_REVOKED", AnchorArguments.of(revoked, 3, 6)),
                anchor("origin of the other organization", "ORIGIN_OWNER", AnchorArguments.of(theirs, 0, 3)));
    }

    /** The stranger's signature under the ID of the log's key. */
    private String forgedSignature(SampleLog stranger) {
        String note = stranger.note(12);
        byte[] bytes = Base64.getDecoder().decode(note.substring(note.lastIndexOf(' ') + 1, note.length() - 1));
        System.arraycopy(java.util.HexFormat.of().parseHex(log.keyId()), 0, bytes, 0, 4);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private List<BadCall> sequence() {
        String empty = fresh.signed(new CheckpointText(fresh.origin(), 0, Merkle.root(List.of())).toString());
        return List.of(
                anchor("previous size behind the head", "SEQUENCE", AnchorArguments.of(log, 3, 12)),
                anchor("previous size before the head", "SEQUENCE", AnchorArguments.of(log, 9, 12)),
                anchor("first anchor again", "SEQUENCE", good.previous("0", ZEROS).consistency("")),
                anchor("previous root of another tree", "PREVIOUS_ROOT", good.previous("7", log.rootHex(6))),
                anchor("tree shrunk", "SHRINK", AnchorArguments.of(log, 3, 5)),
                anchor("tree empty", "SHRINK", new AnchorArguments("", "", "0", ZEROS, "{}", "").note(empty)),
                anchor("size replayed with another tree", "CONFLICT",
                        AnchorArguments.of(log, 3, 7).note(log.signed(new CheckpointText(log.origin(), 7,
                                theirs.root(3)).toString()))),
                anchor("identity replayed with other counts", "CONFLICT", first.counts("{\"6\":2,\"7\":3}")),
                anchor("identity replayed after another tree", "CONFLICT", first.previous("0", log.rootHex(3))));
    }

    private List<BadCall> counts() {
        return List.of(
                anchor("class 0", "CLASS", good.counts("{\"0\":1,\"7\":5}")),
                anchor("class 14", "CLASS", good.counts("{\"7\":5,\"14\":1}")),
                anchor("counts out of order", "COUNTS", good.counts("{\"7\":5,\"6\":1}")),
                anchor("class counted twice", "COUNTS", good.counts("{\"7\":4,\"7\":1}")),
                anchor("counts with a space", "COUNTS", good.counts("{\"7\": 5}")),
                anchor("count 0", "COUNTS", good.counts("{\"6\":0,\"7\":5}")),
                anchor("count with a fraction", "COUNTS", good.counts("{\"7\":5.0}")),
                anchor("counts empty", "COUNTS", good.counts("{}")),
                anchor("count above the number of leaves", "COUNTS", good.counts("{\"7\":6}")),
                anchor("leaf without a class", "COUNTS", good.counts("{\"6\":1,\"7\":3}")));
    }

    private List<BadCall> growth() {
        String proof = good.consistency();
        List<String> hashes = List.of(proof.split(","));
        char flip = proof.charAt(5) == 'A' ? 'B' : 'A';
        // Rewritten leaves, signed with the right key: what the owner of the hub could do.
        SampleLog rewritten = new SampleLog(log.origin()).append(12, "rewritten");
        String signed = log.signed(rewritten.checkpoint(12));
        return List.of(
                anchor("consistency proof missing", "CONSISTENCY", good.consistency("")),
                anchor("consistency proof flipped", "CONSISTENCY",
                        good.consistency(proof.substring(0, 5) + flip + proof.substring(6))),
                anchor("consistency proof too short", "CONSISTENCY",
                        good.consistency(hashes.subList(0, hashes.size() - 1).stream().collect(Collectors.joining(",")))),
                anchor("consistency proof too long", "CONSISTENCY", good.consistency(proof + "," + hashes.get(0))),
                anchor("consistency proof not base64", "CONSISTENCY", good.consistency("%" + proof)),
                anchor("consistency proof of a first anchor", "CONSISTENCY",
                        AnchorArguments.of(fresh, 0, 3).consistency(proof)),
                anchor("history rewritten by the key's holder", "CONSISTENCY",
                        good.note(signed).consistency(rewritten.consistency(7, 12))));
    }

    private List<BadCall> people() {
        return List.of(
                new BadCall("key approved by no admin", "DENIED", "approveKey", fresh.origin(), fresh.verifierKey()),
                new BadCall("key revoked by no admin", "DENIED", "approveRevocation", log.origin(), log.keyId(), "12"));
    }

    private static BadCall anchor(String kind, String code, AnchorArguments arguments) {
        return new BadCall(kind, code, call(arguments, 6));
    }

    private static String[] call(AnchorArguments arguments, int count) {
        List<String> call = new ArrayList<>(List.of("anchor"));
        call.addAll(List.of(arguments.call()));
        call.add("more");
        return call.subList(0, 1 + count).toArray(new String[0]);
    }
}
