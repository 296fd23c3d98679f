package io.weft.fire.load;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where documents are posted.
 *
 * @param name          in the report
 * @param path          absolute
 * @param authorization value of the Authorization header
 */
public record Door(String name, InetSocketAddress address, String path, String mediaType, String authorization) {

    /** With HTTP Basic. */
    public static Door of(String name, InetSocketAddress address, String path, String user, String password) {
        String credentials = user + ":" + password;
        return new Door(name, address, path, "application/json",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    /** A whole request, head and body. */
    byte[] request(Document document) {
        String head = "POST " + path + " HTTP/1.1\r\n"
                + "Host: " + address.getHostString() + ":" + address.getPort() + "\r\n"
                + "Authorization: " + authorization + "\r\n"
                + "Content-Type: " + mediaType + "\r\n"
                + "Idempotency-Key: " + document.key() + "\r\n"
                + "Content-Length: " + document.body().length + "\r\n\r\n";
        byte[] ascii = head.getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[ascii.length + document.body().length];
        System.arraycopy(ascii, 0, request, 0, ascii.length);
        System.arraycopy(document.body(), 0, request, ascii.length, document.body().length);
        return request;
    }
}
