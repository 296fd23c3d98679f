package io.weft.adapter.hl7;

/** The minimal lower layer protocol, release 1: {@code <SB> message <EB><CR>}. */
final class Mllp {

    static final byte START = 0x0B;
    static final byte END = 0x1C;
    static final byte CARRIAGE_RETURN = 0x0D;

    private Mllp() {
    }

    static byte[] frame(byte[] message) {
        byte[] frame = new byte[message.length + 3];
        frame[0] = START;
        System.arraycopy(message, 0, frame, 1, message.length);
        frame[message.length + 1] = END;
        frame[message.length + 2] = CARRIAGE_RETURN;
        return frame;
    }
}
