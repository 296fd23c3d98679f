package io.weft.adapter.hl7;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A sender that does what no library would: splits, pipelines, garbles and waits. */
final class Peer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;

    Peer(int port) throws IOException {
        this(new Socket("127.0.0.1", port));
    }

    Peer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    Peer send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    Peer sendFramed(String message) throws IOException {
        return send(Mllp.frame(message.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The next frame's content; empty once the connection has ended. */
    String answer() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int last = -1;
        for (int next = in.read(); next >= 0; next = in.read()) {
            bytes.write(next);
            if (last == Mllp.END && next == '\r') {
                String frame = bytes.toString(StandardCharsets.ISO_8859_1);
                return frame.substring(1, frame.length() - 2);
            }
            last = next;
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
