package io.weft.site.lims;

import io.weft.site.hub.SentList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The LIMS as an MLLP peer: one connection for each message, and nothing counts as told before the hub has answered AA. */
public final class Laboratory {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int BEGIN = 0x0B;
    private static final int END = 0x1C;

    private final int port;
    private final SentList sent;

    /** @param port of the hub's listener on the loopback address */
    public Laboratory(int port, SentList sent) {
        this.port = port;
        this.sent = sent;
    }

    /** @throws IOException if the hub does not answer, or other than AA */
    public byte[] tell(byte[] message) throws IOException {
        sent.add(message);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(BEGIN);
            frame.write(message);
            frame.write(END);
            frame.write('\r');
            OutputStream out = socket.getOutputStream();
            out.write(frame.toByteArray());
            out.flush();
            String answer = answer(socket.getInputStream());
            if (!answer.contains("\rMSA|AA|")) {
                throw new IOException("the hub did not accept the message: " + answer.replace('\r', '\n'));
            }
        }
        return message;
    }

    private static String answer(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != END; next = in.read()) {
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }
}
