package io.weft.fabric.receipt;

import com.google.protobuf.ByteString;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.weft.ledger.proof.MalformedProofException;

/**
 * Reads Fabric's messages in the one form in which Fabric and its clients write them: fields in order of their numbers, none
 * twice, none unknown, none with its default value, no number longer than it need be. Protobuf takes all of that, and one
 * reader may then see another content than the next.
 */
final class Canonical {

    private Canonical() {
    }

    /** @param what names the part for messages */
    static <M extends Message> M parse(String what, ByteString bytes, Parser<M> parser) throws MalformedProofException {
        M message;
        try {
            message = DiscardUnknownFieldsParser.wrap(parser).parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedProofException("receipt: " + what + ": is no such message: " + e.getMessage(), e);
        }
        if (!message.toByteString().equals(bytes)) {
            throw new MalformedProofException("receipt: " + what + ": is not canonical: written again, "
                    + message.getDescriptorForType().getName() + " of " + bytes.size() + " bytes comes out differently");
        }
        return message;
    }
}
