package io.weft.fabric.contract;

import java.net.InetSocketAddress;
import java.util.Map;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;

/**
 * Where the contract's process listens, and for whom. The names are those that Fabric's documentation uses.
 *
 * @param key         PEM file of the private key
 * @param certificate PEM file of the certificate
 * @param clientRoots PEM file of the roots that a peer's client certificate must lead to
 */
record ServerSettings(InetSocketAddress address, String key, String certificate, String clientRoots) {

    static ServerSettings of(Map<String, String> environment) {
        return new ServerSettings(address(present(environment, "CHAINCODE_SERVER_ADDRESS")),
                present(environment, "CHAINCODE_TLS_KEY"), present(environment, "CHAINCODE_TLS_CERT"),
                present(environment, "CHAINCODE_CLIENT_CA_CERT"));
    }

    /** With client roots the shim's server asks each peer for a certificate. */
    ChaincodeServerProperties properties() {
        ChaincodeServerProperties properties = new ChaincodeServerProperties();
        properties.setServerAddress(address);
        properties.setTlsEnabled(true);
        properties.setKeyFile(key);
        properties.setKeyCertChainFile(certificate);
        properties.setTrustCertCollectionFile(clientRoots);
        return properties;
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("[1-9][0-9]{0,4}")
                || Integer.parseInt(text.substring(colon + 1)) > 65535) {
            throw new IllegalArgumentException("CHAINCODE_SERVER_ADDRESS: '" + text + "' is not <host>:<port>");
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    private static String present(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + ": is not set in the environment");
        }
        return value;
    }
}
