package io.weft.bench.documents;

import io.weft.bench.hub.BenchHub;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * One HTTP connection that is kept alive, with one request at a time. It shares the processors with the hub, so it does no
 * more than it must: the request is one array, made once, in which only the numbers change.
 */
final class OrderConnection implements AutoCloseable {

    private static final byte[] END_OF_HEADERS = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "\r\ncontent-length:";

    private final URI address;
    private final OrderDocument order;
    private final byte[] request;
    private final byte[] body;
    private final int keyAt;
    private final int bodyAt;
    private final byte[] answer = new byte[16 * 1024];
    private Socket socket;

    OrderConnection(URI address, String password, OrderDocument order) {
        this.address = address;
        this.order = order;
        this.body = order.numbered(0);
        String credentials = Base64.getEncoder()
                .encodeToString((BenchHub.SENDER + ":" + password).getBytes(StandardCharsets.UTF_8));
        String headers = "POST /in/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic " + credentials
                + "\r\nContent-Type: application/xml\r\nContent-Length: " + body.length + "\r\nIdempotency-Key: ";
        String complete = headers + OrderDocument.documentNumber(0) + "\r\n\r\n";
        this.keyAt = headers.length();
        this.bodyAt = complete.length();
        this.request = new byte[bodyAt + body.length];
        System.arraycopy(complete.getBytes(StandardCharsets.US_ASCII), 0, request, 0, bodyAt);
    }

    /** Whether the hub took the n-th order (202). @throws IOException if nothing says so */
    boolean post(long n) throws IOException {
        order.number(body, n);
        System.arraycopy(OrderDocument.documentNumber(n).getBytes(StandardCharsets.US_ASCII), 0, request, keyAt, 16);
        System.arraycopy(body, 0, request, bodyAt, body.length);
        if (socket == null) {
            socket = new Socket(address.getHost(), address.getPort());
            socket.setTcpNoDelay(true);
        }
        try {
            OutputStream out = socket.getOutputStream();
            out.write(request);
            return status(socket.getInputStream()) == 202;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Reads one answer to its end. */
    private int status(InputStream in) throws IOException {
        int length = 0;
        int end = -1;
        while (end < 0 || length < end) {
            int read = in.read(answer, length, answer.length - length);
            if (read < 0) {
                throw new EOFException("the hub closed the connection");
            }
            length += read;
            if (end < 0) {
                end = endOfAnswer(length);
            }
        }
        return (answer[9] - '0') * 100 + (answer[10] - '0') * 10 + answer[11] - '0';
    }

    /** Where the body ends; below zero while the headers have not. */
    private int endOfAnswer(int length) throws IOException {
        for (int i = 0; i + END_OF_HEADERS.length <= length; i++) {
            if (java.util.Arrays.equals(answer, i, i + END_OF_HEADERS.length, END_OF_HEADERS, 0, END_OF_HEADERS.length)) {
                String headers = new String(answer, 0, i + 2, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
                int at = headers.indexOf(LENGTH);
                if (at < 0) {
                    throw new IOException("an answer without Content-Length: " + headers);
                }
                String value = headers.substring(at + LENGTH.length(), headers.indexOf("\r\n", at + 2));
                return i + END_OF_HEADERS.length + Integer.parseInt(value.strip());
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
