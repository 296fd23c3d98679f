package io.weft.adapter.file;

import io.weft.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How an SFTP server is reached, and how each side knows the other.
 *
 * @param knownHosts OpenSSH's file of host keys; a server that does not stand there is refused
 * @param password   exclusive with the key
 * @param keyPassword of an encrypted key
 * @param timeout    of connecting, of logging in, and of each request
 */
record SftpLogin(String host, int port, String user, Path knownHosts, Optional<String> password, Optional<Path> key,
        Optional<String> keyPassword, Duration timeout) {

    static final Set<String> KEYS = Set.of("host", "port", "user", "knownHostsFile", "passwordFile", "keyFile",
            "keyPasswordFile", "timeoutSeconds");

    static SftpLogin of(Settings settings) {
        settings.required("knownHostsFile");
        Optional<String> password = settings.secret("passwordFile");
        Optional<Path> key = settings.readable("keyFile");
        Optional<String> keyPassword = settings.secret("keyPasswordFile");
        List<String> named = List.of(settings.text("passwordFile", ""), settings.text("keyFile", ""));
        if (named.stream().filter(name -> !name.isEmpty()).count() != 1) {
            settings.fault("keyFile", named.get(1), "or passwordFile has to be given, and not both");
        }
        if (keyPassword.isPresent() && key.isEmpty()) {
            settings.fault("keyPasswordFile", settings.text("keyPasswordFile", ""), "goes with keyFile");
        }
        return new SftpLogin(settings.required("host"), settings.number("port", 22, 1, 65_535), settings.required("user"),
                settings.readable("knownHostsFile").orElse(Path.of("")), password, key, keyPassword,
                Duration.ofSeconds(settings.number("timeoutSeconds", 20, 1, 600)));
    }

    /** As people write it; without secrets. */
    String place(String directory) {
        return "sftp://" + user + "@" + host + ":" + port + "/" + directory.replaceFirst("^/", "");
    }

    /** Also what {@code toString} may tell. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port;
    }
}
