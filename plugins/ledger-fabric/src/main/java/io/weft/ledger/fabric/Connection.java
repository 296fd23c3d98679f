package io.weft.ledger.fabric;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where the channel is and who asks: a file of properties, as {@code weft fabric up} writes one. A path in it that is not
 * absolute starts at its own folder.
 *
 * @param endpoint      host and port of the own organization's peer
 * @param tlsRoots      PEM, the roots that the peer's TLS certificate leads to
 * @param certificate   PEM, who signs the transactions
 * @param organizations folder of each organization's root certificate, {@code <MSP ID>.pem}
 * @param ordererMsp    whose root the orderers' certificates lead to
 */
record Connection(String endpoint, Path tlsRoots, Path clientTlsCertificate, Path clientTlsKey, String mspId,
        Path certificate, Path privateKey, String channel, String contract, Path organizations, String ordererMsp) {

    /** @throws IOException naming key and file, if a key is not set or what it names is not there */
    static Connection read(Path file) throws IOException {
        Entries entries = new Entries(file);
        return new Connection(entries.endpoint(), entries.path("tlsRoots"), entries.path("clientTlsCertificate"),
                entries.path("clientTlsKey"), entries.text("mspId"), entries.path("certificate"), entries.path("privateKey"),
                entries.text("channel"), entries.text("contract"), entries.path("organizations"), entries.text("ordererMsp"));
    }

    private static final class Entries {

        private final Path file;
        private final Properties properties = new Properties();

        Entries(Path file) throws IOException {
            this.file = file;
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (NoSuchFileException e) {
                throw new IOException("connection: '" + file + "' is not there", e);
            } catch (IOException | IllegalArgumentException e) {
                throw new IOException("connection: '" + file + "' cannot be read: " + e.getMessage(), e);
            }
        }

        String text(String key) throws IOException {
            String value = properties.getProperty(key, "").strip();
            if (value.isEmpty()) {
                throw new IOException(key + ": is not set in '" + file + "'");
            }
            return value;
        }

        String endpoint() throws IOException {
            String value = text("endpoint");
            if (!value.matches("[^\\s:/]+:[1-9][0-9]{0,4}")) {
                throw new IOException("endpoint: '" + value + "' in '" + file + "' is not <host>:<port>");
            }
            return value;
        }

        Path path(String key) throws IOException {
            Path path = file.toAbsolutePath().resolveSibling(text(key));
            if (!Files.isReadable(path)) {
                throw new IOException(key + ": '" + path + "', named in '" + file + "', "
                        + (Files.exists(path) ? "cannot be read" : "is not there"));
            }
            return path;
        }
    }
}
