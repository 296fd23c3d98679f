package io.weft.adapter.http;

import io.weft.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code io.weft.http} says.
 *
 * @param tls    empty: plain HTTP, which only a loopback host may speak
 * @param faults one line each; with any the listener does not listen
 */
record ListenerSettings(String host, int port, Optional<Tls> tls, String realm, Duration remember, int maximumBytes,
        int workers, PatienceHandler.Bounds bounds, List<String> faults) {

    /** @param keystore PKCS12 */
    record Tls(Path keystore, String password) {
    }

    static ListenerSettings of(Map<String, Object> properties) {
        Settings settings = new Settings(properties);
        String host = settings.text("host", "127.0.0.1");
        Optional<Tls> tls = tls(settings);
        if (tls.isEmpty() && !loopback(host, settings)) {
            settings.fault("host", host, "is not loopback, so keystore and keystorePasswordFile must be set");
        }
        int port = settings.number("port", 8480, 0, 65535);
        String realm = settings.text("realm", "karaf");
        Duration remember = Duration.ofSeconds(settings.number("rememberSeconds", 60, 0, 3600));
        int maximumBytes = settings.number("maximumBytes", 16 * 1024 * 1024, 1, 1024 * 1024 * 1024);
        int workers = settings.number("workers", 64, 1, 1024);
        PatienceHandler.Bounds bounds = new PatienceHandler.Bounds(
                settings.number("maximumConnections", 1000, 1, 100_000),
                settings.number("idleSeconds", 60, 1, 3600),
                settings.number("requestSeconds", 30, 1, 3600));
        return new ListenerSettings(host, port, tls, realm, remember, maximumBytes, workers, bounds, settings.faults());
    }

    private static Optional<Tls> tls(Settings settings) {
        String keystore = settings.text("keystore", "");
        Optional<String> password = settings.secret("keystorePasswordFile");
        if (keystore.isEmpty()) {
            return Optional.empty();
        }
        if (!Files.isReadable(Path.of(keystore))) {
            settings.fault("keystore", keystore, "is not a readable file");
        }
        if (password.isEmpty()) {
            settings.fault("keystorePasswordFile", settings.text("keystorePasswordFile", ""),
                    "must name the file with the keystore's password");
        }
        return Optional.of(new Tls(Path.of(keystore), password.orElse("")));
    }

    private static boolean loopback(String host, Settings settings) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            settings.fault("host", host, "is not a known host");
            return true;
        }
    }
}
