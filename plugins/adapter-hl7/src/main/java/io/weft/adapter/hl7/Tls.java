package io.weft.adapter.hl7;

import io.weft.settings.Settings;
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

/**
 * Own key and trusted certificates, from PKCS12 files.
 *
 * @param trusting whether the other side is asked for a certificate that the truststore knows
 */
record Tls(SSLContext context, boolean trusting) {

    /** Empty if neither {@code keystore} nor {@code truststore} is set. */
    static Optional<Tls> of(Settings settings) {
        Optional<Path> keystore = settings.readable("keystore");
        Optional<Path> truststore = settings.readable("truststore");
        if (keystore.isEmpty() && truststore.isEmpty()) {
            return Optional.empty();
        }
        char[] password = password(settings, keystore, "keystorePasswordFile");
        char[] trustPassword = password(settings, truststore, "truststorePasswordFile");
        if (!settings.faults().isEmpty()) {
            return Optional.empty();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keystore.isEmpty() ? null : keys(keystore.get(), password),
                    truststore.isEmpty() ? null : trust(truststore.get(), trustPassword), null);
            return Optional.of(new Tls(context, truststore.isPresent()));
        } catch (GeneralSecurityException | IOException e) {
            settings.fault("keystore", settings.text("keystore", settings.text("truststore", "")),
                    "cannot be opened: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static char[] password(Settings settings, Optional<Path> store, String key) {
        if (store.isEmpty()) {
            return new char[0];
        }
        settings.required(key);
        return settings.secret(key).orElse("").toCharArray();
    }

    private static KeyManager[] keys(Path file, char[] password) throws GeneralSecurityException, IOException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store(file, password), password);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trust(Path file, char[] password) throws GeneralSecurityException, IOException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store(file, password));
        return factory.getTrustManagers();
    }

    private static KeyStore store(Path file, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }
}
