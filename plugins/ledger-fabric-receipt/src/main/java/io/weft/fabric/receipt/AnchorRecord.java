package io.weft.fabric.receipt;

import com.google.protobuf.ByteString;
import io.weft.event.CanonicalJson;
import io.weft.event.Digests;
import io.weft.event.JsonException;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The contract's record of an anchor: one line of JSON in one form.
 *
 * @param note        the checkpoint as its log signed it
 * @param transaction that wrote the record
 */
record AnchorRecord(byte[] note, CheckpointText checkpoint, String transaction) {

    private static final String TEXT = "(\"(?:[^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\bfnrt]|\\\\u00[01][0-9a-f])*\")";
    private static final String SIZE = "(?:0|[1-9][0-9]{0,17})";
    private static final String HASH = "[0-9a-f]{64}";

    private static final Pattern FORM = Pattern.compile("\\{\"id\":\"(" + HASH + ")\",\"origin\":" + TEXT + ",\"size\":(" + SIZE
            + "),\"root\":\"(" + HASH + ")\",\"previousSize\":" + SIZE + ",\"previousRoot\":\"" + HASH
            + "\",\"counts\":\\{[0-9\",:]*\\},\"keyId\":\"[0-9a-f]{8}\",\"note\":" + TEXT + ",\"transaction\":\"(" + HASH
            + ")\",\"claimedTime\":\"[0-9TZ:.-]{1,40}\"\\}");

    /** @throws InvalidProofException if id, origin, size or root are not those of the note */
    static AnchorRecord parse(ByteString bytes) throws MalformedProofException, InvalidProofException {
        Matcher form = FORM.matcher(bytes.toStringUtf8());
        if (!bytes.isValidUtf8() || !form.matches()) {
            throw new MalformedProofException("receipt: attested read: the answer is not an anchor's record");
        }
        byte[] note = text(form.group(5)).getBytes(StandardCharsets.UTF_8);
        CheckpointText checkpoint = checkpoint(note);
        need("id", form.group(1), Digests.hex(Digests.sha256(checkpoint.toString().getBytes(StandardCharsets.UTF_8))));
        need("origin", text(form.group(2)), checkpoint.origin());
        need("size", form.group(3), Long.toString(checkpoint.size()));
        need("root", form.group(4), Digests.hex(checkpoint.root()));
        return new AnchorRecord(note, checkpoint, form.group(6));
    }

    /** The composite key under which the contract keeps it. */
    String key() {
        return "\0anchor\0" + checkpoint.origin() + "\0" + String.format("%020d", checkpoint.size()) + "\0";
    }

    private static CheckpointText checkpoint(byte[] note) throws MalformedProofException {
        try {
            return CheckpointText.read(note);
        } catch (MalformedProofException e) {
            throw new MalformedProofException("receipt: attested read: the record's note: " + e.getMessage(), e);
        }
    }

    private static String text(String json) throws MalformedProofException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try {
            String text = (String) CanonicalJson.read(bytes);
            if (Arrays.equals(CanonicalJson.write(text), bytes)) {
                return text;
            }
        } catch (JsonException e) {
            throw new MalformedProofException("receipt: attested read: the record's text " + json + ": " + e.getMessage(), e);
        }
        throw new MalformedProofException("receipt: attested read: the record's text " + json + " is not canonical");
    }

    private static void need(String name, String recorded, String noted) throws InvalidProofException {
        if (!recorded.equals(noted)) {
            throw new InvalidProofException("receipt: attested read: the record's " + name + " is " + recorded
                    + ", the note's " + noted);
        }
    }
}
