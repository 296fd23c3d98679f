package io.weft.witness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import picocli.CommandLine.Option;

/** TLS, as server and as client; stores are PKCS#12, passwords stand in files. */
final class TlsOptions {

    @Option(names = "--keystore", paramLabel = "FILE", description = "PKCS#12 with the certificate to listen with (--listen).")
    Path keystore;

    @Option(names = "--keystore-password-file", paramLabel = "FILE", description = "Its password.")
    Path keystorePassword;

    @Option(names = "--truststore", paramLabel = "FILE",
            description = "PKCS#12 with the roots of the hub's certificate (--url); the JDK's own unless given.")
    Path truststore;

    @Option(names = "--truststore-password-file", paramLabel = "FILE", description = "Its password.")
    Path truststorePassword;

    Optional<SSLContext> server() throws IOException {
        if (keystore == null) {
            return Optional.empty();
        }
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store(keystore, keystorePassword), password(keystorePassword));
            return Optional.of(context(keys.getKeyManagers(), null));
        } catch (GeneralSecurityException e) {
            throw new IOException("--keystore: '" + keystore + "': " + e.getMessage(), e);
        }
    }

    Optional<SSLContext> client() throws IOException {
        if (truststore == null) {
            return Optional.empty();
        }
        try {
            TrustManagerFactory roots = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            roots.init(store(truststore, truststorePassword));
            return Optional.of(context(null, roots.getTrustManagers()));
        } catch (GeneralSecurityException e) {
            throw new IOException("--truststore: '" + truststore + "': " + e.getMessage(), e);
        }
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] roots) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, roots, null);
        return context;
    }

    private static KeyStore store(Path file, Path password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password(password));
        }
        return store;
    }

    private static char[] password(Path file) throws IOException {
        return file == null ? new char[0] : Files.readString(file).strip().toCharArray();
    }
}
