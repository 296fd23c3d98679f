package io.weft.fabric.contract;

/** A refusal with its code. Of an error only the message reaches a client, so the code begins it. */
final class Refusal extends RuntimeException {

    private final Code code;

    Refusal(Code code, String rule) {
        super("WEFT-" + code + ": " + rule);
        this.code = code;
    }

    Code code() {
        return code;
    }

    static void unless(boolean holds, Code code, String rule) {
        if (!holds) {
            throw new Refusal(code, rule);
        }
    }
}
