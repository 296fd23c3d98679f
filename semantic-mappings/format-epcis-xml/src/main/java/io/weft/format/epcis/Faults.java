package io.weft.format.epcis;

import io.weft.event.ErrorClass;
import io.weft.event.Rejection;
import io.weft.mapping.DecodeException;

/** Why a message is not read. */
final class Faults {

    private Faults() {
    }

    static DecodeException undecodable(String field, String value, String rule) {
        return new DecodeException(Rejection.user("UNDECODABLE", field, value, rule));
    }

    static DecodeException reached(String code, String value, String rule) {
        return new DecodeException(new Rejection(code, ErrorClass.RESOURCES, "", value, rule));
    }
}
