package io.weft.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import picocli.CommandLine.Option;

/** Which hub a command speaks to. */
final class HubOptions {

    @Option(names = "--home", paramLabel = "DIR", defaultValue = "${sys:weft.home:-data/hub}",
            description = "Folder of the unpacked distribution (default: ${DEFAULT-VALUE}).")
    Path home;

    @Option(names = "--user", paramLabel = "NAME", defaultValue = FirstStart.ADMINISTRATOR,
            description = "Act as this user; its password is read from etc/secrets/NAME.password (default: ${DEFAULT-VALUE}).")
    String user;

    Installation installation() {
        return new Installation(home);
    }

    HubClient client() throws IOException {
        Installation installation = installation();
        Path password = installation.secrets().resolve(user + ".password");
        if (!Files.exists(password)) {
            throw new IOException("no password for '" + user + "': " + password + " does not exist");
        }
        return new HubClient(address(installation), user, Files.readString(password).trim());
    }

    /** Where the listener of {@code etc/io.weft.http.cfg} is. */
    static URI address(Installation installation) throws IOException {
        Properties listener = new Properties();
        try (InputStream in = Files.newInputStream(installation.etc().resolve("io.weft.http.cfg"))) {
            listener.load(in);
        }
        boolean tls = !listener.getProperty("keystore", "").isBlank();
        return URI.create((tls ? "https" : "http") + "://" + listener.getProperty("host", "127.0.0.1") + ":"
                + listener.getProperty("port", "8480") + "/");
    }
}
