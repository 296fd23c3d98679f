package io.weft.ledger.log;

import io.weft.ledger.proof.CosignerKey;
import io.weft.ledger.proof.MalformedProofException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A configuration that keeps its rules.
 *
 * @param url                    the witness's submission prefix, without a slash at its end
 * @param witness                whose line counts
 * @param truststore             PKCS#12; the JDK's roots if empty
 * @param truststorePasswordFile of the same
 * @param repeat                 after which an idle log is shown again
 */
record HttpSinkSettings(URI url, CosignerKey witness, Optional<Path> truststore, Optional<Path> truststorePasswordFile,
        Duration connect, Duration request, Duration repeat) {

    private static final int MAXIMUM_SECONDS = 300;

    /** @throws IllegalArgumentException naming key, value and rule */
    static HttpSinkSettings of(HttpSinkConfiguration configuration) {
        return new HttpSinkSettings(url(configuration.url()), key(configuration.witnessKey()),
                file(configuration.truststore()), file(configuration.truststorePasswordFile()),
                seconds("connect.seconds", configuration.connect_seconds()),
                seconds("request.seconds", configuration.request_seconds()),
                seconds("repeat.seconds", configuration.repeat_seconds()));
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text == null ? "" : text.strip().replaceAll("/+$", ""));
            boolean plain = "http".equals(url.getScheme());
            if (url.getHost() == null || !plain && !"https".equals(url.getScheme())) {
                throw new IllegalArgumentException("url: '" + text + "' is not https://<host>[:port][/path]");
            }
            if (plain && !InetAddress.getByName(url.getHost()).isLoopbackAddress()) {
                throw new IllegalArgumentException("url: '" + text + "' is http, which is for loopback only");
            }
            return url;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("url: '" + text + "' is no URL: " + e.getReason(), e);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("url: '" + text + "' is http, and its host is not known to be loopback", e);
        }
    }

    private static CosignerKey key(String text) {
        try {
            return CosignerKey.parse(text == null ? "" : text.strip());
        } catch (MalformedProofException e) {
            throw new IllegalArgumentException("witnessKey: " + e.getMessage(), e);
        }
    }

    private static Optional<Path> file(String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
    }

    private static Duration seconds(String key, int value) {
        if (value < 1 || value > MAXIMUM_SECONDS) {
            throw new IllegalArgumentException(key + ": " + value + " is not 1 to " + MAXIMUM_SECONDS);
        }
        return Duration.ofSeconds(value);
    }
}
