package io.weft.adapter.hl7;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One connection to a peer, kept open between messages. Not safe for use by several threads. */
final class MllpClient {

    private final MllpSinkSettings settings;
    private Socket socket;
    private InputStream in;

    MllpClient(MllpSinkSettings settings) {
        this.settings = settings;
    }

    /** @throws IOException if the peer cannot be reached; whether it has the message is not known */
    void send(byte[] message) throws IOException {
        if (socket == null || hasEnded()) {
            connect();
        }
        socket.getOutputStream().write(Mllp.frame(message));
        socket.getOutputStream().flush();
    }

    /** A peer that closed between two messages is seen before the next is given to it. */
    private boolean hasEnded() throws IOException {
        socket.setSoTimeout(1);
        try {
            in.mark(1);
            if (in.read() >= 0) {
                // An answer to nothing: it came too late for its message, and the next one's must not be taken for it.
                in.reset();
            }
            return true;
        } catch (SocketTimeoutException nothingToRead) {
            return false;
        } catch (IOException ended) {
            return true;
        }
    }

    private void connect() throws IOException {
        close();
        int millis = (int) TimeUnit.SECONDS.toMillis(settings.timeoutSeconds());
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(settings.host(), settings.port()), millis);
            plain.setSoTimeout(millis);
            plain.setTcpNoDelay(true);
            socket = settings.tls().isPresent() ? secured(plain, settings.tls().get()) : plain;
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private Socket secured(Socket plain, Tls tls) throws IOException {
        SSLSocket secured = (SSLSocket) tls.context().getSocketFactory()
                .createSocket(plain, settings.host(), settings.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** The next message of the peer, without its frame, until a point of {@link System#nanoTime()}. */
    byte[] receive(long deadline) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int last = -1;
        boolean begun = false;
        while (true) {
            int next = next(deadline);
            if (!begun) {
                begun = next == Mllp.START;
                if (!begun && next != '\r' && next != '\n') {
                    throw new IOException(String.format("byte 0x%02X stands outside a frame", next));
                }
                continue;
            }
            if (last == Mllp.END && next == Mllp.CARRIAGE_RETURN) {
                byte[] framed = message.toByteArray();
                return java.util.Arrays.copyOf(framed, framed.length - 1);
            }
            message.write(next);
            last = next;
            if (message.size() > settings.maximumBytes()) {
                throw new IOException("its answer is longer than " + settings.maximumBytes() + " bytes");
            }
        }
    }

    private int next(long deadline) throws IOException {
        if (in.available() == 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("no answer in time");
            }
            socket.setSoTimeout((int) left);
        }
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the connection was closed before an answer");
        }
        return next;
    }

    void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException closedAnyway) {
                // Nothing is expected of it any more.
            }
            socket = null;
        }
    }
}
