package io.weft.format.hl7;

import io.weft.event.ErrorClass;
import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;

/** Why a payload is no HL7 v2 message that can be read. */
final class Faults {

    private Faults() {
    }

    static DecodeException undecodable(String field, String value, String rule) {
        return new DecodeException(Rejection.user("UNDECODABLE", field, value, rule));
    }

    static DecodeException tooLarge(int bytes, int most) {
        return new DecodeException(new Rejection("PAYLOAD_TOO_LARGE", ErrorClass.RESOURCES, "", Integer.toString(bytes),
                "a message has at most " + most + " bytes"));
    }
}
