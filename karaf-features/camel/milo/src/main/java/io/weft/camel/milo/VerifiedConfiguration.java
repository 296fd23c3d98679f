package io.weft.camel.milo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.apache.camel.component.milo.client.MiloClientConfiguration;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfigBuilder;

/** Adds to what Camel tells Milo's client: the chain of its own certificate, and which servers it trusts. */
final class VerifiedConfiguration extends MiloClientConfiguration {

    private final Optional<Path> trustFolder;

    VerifiedConfiguration(MiloClientConfiguration other, Optional<Path> trustFolder) {
        super(other);
        this.trustFolder = trustFolder;
    }

    @Override
    public MiloClientConfiguration clone() {
        return new VerifiedConfiguration(this, trustFolder);
    }

    @Override
    public OpcUaClientConfigBuilder newBuilder() {
        OpcUaClientConfigBuilder builder = super.newBuilder();
        builder.setCertificateValidator(new TrustedServers(trustFolder));
        if (getKeyStoreUrl() != null) {
            builder.setCertificateChain(chain());
        }
        return builder;
    }

    /** @throws IllegalStateException if the key store cannot be opened, or has no such chain */
    private X509Certificate[] chain() {
        try {
            KeyStore keyStore = KeyStore.getInstance(Path.of(URI.create(getKeyStoreUrl())).toFile(),
                    getKeyStorePassword().toCharArray());
            String alias = getKeyAlias() == null ? keyStore.aliases().nextElement() : getKeyAlias();
            Certificate[] chain = keyStore.getCertificateChain(alias);
            if (chain == null) {
                throw new IllegalStateException("keyAlias: '" + alias + "' is no key of " + getKeyStoreUrl());
            }
            return Arrays.copyOf(chain, chain.length, X509Certificate[].class);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("keyStoreUrl: '" + getKeyStoreUrl() + "' cannot be opened: " + e.getMessage(), e);
        }
    }
}
