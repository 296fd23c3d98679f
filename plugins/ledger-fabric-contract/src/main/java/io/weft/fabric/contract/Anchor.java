package io.weft.fabric.contract;

import io.weft.event.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a client asks to anchor: a signed checkpoint, what it follows, and what its new leaves are.
 *
 * @param counts already checked to be in its one form
 */
record Anchor(SignedCheckpoint checkpoint, Head previous, String counts) {

    /** One line of JSON: the content, then the transaction that wrote it and the time that its client claimed. */
    String record(String transaction, Instant claimedTime) {
        return content() + ",\"transaction\":\"" + transaction + "\",\"claimedTime\":\"" + claimedTime + "\"}";
    }

    /** Whether the stored record says the same, whichever transaction wrote it. */
    boolean isRecordedIn(String record) {
        return record.startsWith(content() + ",\"transaction\":\"");
    }

    private String content() {
        return "{\"id\":\"" + checkpoint.id() + "\",\"origin\":" + quoted(checkpoint.text().origin())
                + ",\"size\":" + checkpoint.text().size() + ",\"root\":\"" + checkpoint.root()
                + "\",\"previousSize\":" + previous.size() + ",\"previousRoot\":\"" + previous.root()
                + "\",\"counts\":" + counts + ",\"keyId\":\"" + checkpoint.keyId()
                + "\",\"note\":" + quoted(checkpoint.note());
    }

    private static String quoted(String text) {
        return new String(CanonicalJson.write(text), StandardCharsets.UTF_8);
    }
}
