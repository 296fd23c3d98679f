package io.weft.ledger.fabric;

import io.weft.event.Digests;
import io.weft.event.EvidenceClass;
import io.weft.ledger.Checkpoint;
import io.weft.ledger.LogReader;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.SignedNote;
import io.weft.thread.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The arguments of the contract's {@code anchor}; its README has their forms. */
record AnchorArguments(String id, String note, Head previous, String counts, String consistency) {

    /** @param proof from the head to the checkpoint; empty from size 0 */
    static AnchorArguments of(Head head, Checkpoint checkpoint, List<byte[]> proof, LogReader log)
            throws StoreUnavailableException {
        return new AnchorArguments(id(checkpoint), note(checkpoint), head,
                counts(log.classes(head.size(), checkpoint.size())),
                proof.stream().map(Base64.getEncoder()::encodeToString).collect(Collectors.joining(",")));
    }

    /** By which the contract knows a checkpoint: SHA-256 of its three lines, hexadecimal. */
    static String id(Checkpoint checkpoint) {
        String text = new CheckpointText(checkpoint.origin(), checkpoint.size(), checkpoint.root()).toString();
        return Digests.hex(Digests.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The contract takes the log's Ed25519 line alone: a quantum-safe one beside it is above its bounds, and no key of the channel's. */
    private static String note(Checkpoint checkpoint) {
        try {
            return new String(SignedNote.parse(checkpoint.note()).first().encode(), StandardCharsets.UTF_8);
        } catch (MalformedProofException e) {
            throw new IllegalArgumentException("checkpoint of size " + checkpoint.size() + ": " + e.getMessage(), e);
        }
    }

    String[] call() {
        return new String[] {id, note, Long.toString(previous.size()), previous.root(), counts, consistency};
    }

    private static String counts(Map<EvidenceClass, Long> classes) {
        return classes.entrySet().stream().filter(entry -> entry.getValue() > 0)
                .sorted(Comparator.comparing(entry -> entry.getKey().number()))
                .map(entry -> "\"" + entry.getKey().number() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
