package io.weft.site.story;

import io.weft.launcher.Installation;
import io.weft.site.ColdStoreServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * What the site opted into: near the limit the hub asks for the store's emergency cooling. A policy that warns, a mapping that
 * makes a command of the warning, a subscription, and a route of the site's own that writes it over OPC UA.
 */
final class CoolingConfiguration {

    private static final String APPLICATION = "urn:weft:site:cooling";
    private static final String ROUTE = "cooling.camel.yaml";
    private static final List<String> MAPPING = List.of("mapping.yaml", "cooling-command.jslt",
            "examples/near-the-limit/input.json", "examples/near-the-limit/expected.json",
            "examples/malformed-cold/input.json", "examples/malformed-cold/expected.json");

    private final Installation installation;
    private final EtcFolder etc;

    CoolingConfiguration(Installation installation, EtcFolder etc) {
        this.installation = installation;
        this.etc = etc;
    }

    void write(ColdStoreServer coldStore, Path trustedByColdStore, String password) throws IOException, InterruptedException {
        etc.write("io.weft.decision.limits-near", Map.of("gtins", Places.GTIN, "devices",
                Places.DEVICE_PREFIX + "*", "measure", "TEMPERATURE", "unit", "CEL", "high", "7.5", "allowanceAbove", "PT0S", "holdLastGood", "PT15M", "hold", "false"));
        etc.write("io.weft.delivery.subscription-cooling", Map.of("mapping", "site.cooling-command",
                "target", "route~cooling", "classes", "13", "bizSteps", "sensor_reporting", "fromSystems", "weft"));
        for (String file : MAPPING) {
            copy("mapping/" + file, installation.home().resolve("mappings/cooling-command").resolve(file));
        }
        String keyPassword = UUID.randomUUID().toString();
        Path keyStore = keyStore(keyPassword, trustedByColdStore);
        Path secrets = Files.createFile(installation.secrets().resolve("cooling.properties"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        // Camel takes user and password from the address that it discovers by.
        String discovery = coldStore.endpoint().replace("opc.tcp://", "opc.tcp://hub:" + password + "@") + "/discovery";
        Files.writeString(secrets, String.join("\n", "endpoint = " + coldStore.endpoint(), "discovery = " + discovery,
                "node = " + coldStore.coolingItem(), "trusted = " + installation.etc().resolve("trusted/cold-store"),
                "application = " + APPLICATION, "keyStore = file:" + keyStore, "keyPassword = " + keyPassword, ""));
        copy(ROUTE, installation.home().resolve("deploy").resolve(ROUTE));
    }

    /** The route's own identity, which the cold store trusts from now on. */
    private Path keyStore(String password, Path trustedByColdStore) throws IOException, InterruptedException {
        Path keyStore = installation.secrets().resolve("cooling.p12");
        keytool("-genkeypair", "-alias", "cooling", "-keyalg", "RSA", "-keysize", "2048", "-validity", "365",
                "-dname", "CN=Emergency cooling, O=Reference site", "-ext", "SAN=URI:" + APPLICATION + ",IP:127.0.0.1",
                "-ext", "KU=digitalSignature,nonRepudiation,keyEncipherment,dataEncipherment,keyCertSign",
                "-ext", "EKU=clientAuth,serverAuth", "-storetype", "PKCS12", "-keystore", keyStore.toString(), "-storepass", password);
        keytool("-exportcert", "-alias", "cooling", "-keystore", keyStore.toString(), "-storepass", password,
                "-file", trustedByColdStore.resolve("cooling.der").toString());
        return keyStore;
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException("keytool " + arguments[0] + ": " + output);
        }
    }

    private static void copy(String resource, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (InputStream in = CoolingConfiguration.class.getResourceAsStream("/cooling/" + resource)) {
            Files.copy(in, target);
        }
    }
}
