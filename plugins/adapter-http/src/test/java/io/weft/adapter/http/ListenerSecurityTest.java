package io.weft.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerSecurityTest {

    private static final String PASSWORD = "of-this-test";

    @Test
    void with_a_keystore_it_speaks_tls_and_nothing_else(@TempDir Path folder) throws Exception {
        Path keystore = folder.resolve("listener.p12");
        keytool(keystore);
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        int port = freePort();
        ListenerSettings settings = ListenerSettings.of(Map.of("port", Integer.toString(port),
                "keystore", keystore.toString(), "keystorePasswordFile", password.toString()));
        assertEquals(List.of(), settings.faults());
        try (Listener listener = new Listener(new DefaultCamelContext(), settings, (name, word) -> Optional.empty(), List::of)) {
            HttpClient client = HttpClient.newBuilder().sslContext(trusting(keystore)).build();
            assertEquals(401, client.send(HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/")).build(),
                    BodyHandlers.ofString()).statusCode());
            HttpRequest plain = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                    .version(HttpClient.Version.HTTP_1_1).build();
            assertThrows(IOException.class, () -> client.send(plain, BodyHandlers.ofString()));
        }
    }

    @Test
    void a_realm_gives_its_roles_to_whoever_knows_the_password_and_nothing_to_others() {
        Configuration before = Configuration.getConfiguration();
        Configuration.setConfiguration(new OneRealm());
        try {
            Authenticator realm = new JaasAuthenticator("test");
            assertEquals(Optional.of(new Authenticator.User("erp", Set.of("sender"))), realm.authenticate("erp", PASSWORD));
            assertEquals(Optional.empty(), realm.authenticate("erp", "guess"));
            assertEquals(Optional.empty(), realm.authenticate("nobody", PASSWORD));
            assertEquals(Optional.empty(), new JaasAuthenticator("no-such-realm").authenticate("erp", PASSWORD));
        } finally {
            Configuration.setConfiguration(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"viewer,viewer,true", "viewer,operator,false", "operator,viewer,true", "admin,manager,true",
            "manager,admin,false", "sender,sender,true", "sender,viewer,false", "operator,sender,true", "viewer,sender,false",
            "auditor,auditor,true", "admin,auditor,false", "admin,'',false"})
    void a_role_includes_those_below_it(String had, String required, boolean satisfied) {
        assertEquals(satisfied, Roles.satisfy(Set.of(had), required));
    }

    private static void keytool(Path keystore) throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "listener", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost",
                "-storetype", "PKCS12", "-keystore", keystore.toString(), "-storepass", PASSWORD, "-validity", "2")
                .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private static SSLContext trusting(Path keystore) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("listener", keys.getCertificate("listener"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static final class OneRealm extends Configuration {

        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return name.equals("test") ? new AppConfigurationEntry[] {new AppConfigurationEntry(OneUser.class.getName(),
                    AppConfigurationEntry.LoginModuleControlFlag.REQUIRED, Map.of())} : null;
        }
    }

    /** A principal of the name by which Karaf's roles are known. */
    private record RolePrincipal(String getName) implements Principal {
    }

    /** Knows the user erp, a sender. */
    public static final class OneUser implements LoginModule {

        private Subject subject;
        private CallbackHandler handler;

        @Override
        public void initialize(Subject loggedIn, CallbackHandler asked, Map<String, ?> shared, Map<String, ?> options) {
            subject = loggedIn;
            handler = asked;
        }

        @Override
        public boolean login() throws LoginException {
            NameCallback name = new NameCallback("name");
            PasswordCallback password = new PasswordCallback("password", false);
            try {
                handler.handle(new Callback[] {name, password});
            } catch (Exception e) {
                throw (LoginException) new LoginException(e.toString()).initCause(e);
            }
            if (!name.getName().equals("erp") || !PASSWORD.equals(new String(password.getPassword()))) {
                throw new FailedLoginException();
            }
            return true;
        }

        @Override
        public boolean commit() {
            return subject.getPrincipals().add(new RolePrincipal("sender"));
        }

        @Override
        public boolean abort() {
            return true;
        }

        @Override
        public boolean logout() {
            return true;
        }
    }
}
