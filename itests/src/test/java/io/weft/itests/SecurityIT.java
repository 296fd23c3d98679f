package io.weft.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.itests.hub.EmbeddedStore;
import io.weft.itests.hub.Hub;
import io.weft.itests.hub.Listener;
import io.weft.itests.hub.SharedHub;
import io.weft.launcher.HubClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger, and a user with too little, can do to a hub as it is shipped: nothing. */
@ExtendWith(SharedHub.class)
class SecurityIT {

    private static final String INVALID_PASSWORD = "28P01";
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final Hub hub;

    SecurityIT(SharedHub.Shared shared) {
        this.hub = shared.hub();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "health", "capture", "events", "messages", "threads/x/y", "readings/x", "deliveries", "log/key",
            "map/x", "nothing/here"})
    void noPathAnswersWithoutCredentials(String path) throws Exception {
        HttpClient stranger = HttpClient.newHttpClient();
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE")) {
            HttpResponse<Void> answer = stranger.send(
                    HttpRequest.newBuilder(hub.access().httpAddress().resolve(path))
                            .method(method, HttpRequest.BodyPublishers.ofByteArray(NOTHING))
                            .header("Content-Type", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertEquals(401, answer.statusCode(), () -> method + " /" + path);
            assertTrue(answer.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Basic "), path);
        }
    }

    @Test
    void wrongPasswordIsRefusedAlsoRightAfterTheRightOne() throws Exception {
        assertEquals(200, hub.client().get("/health").status());
        assertEquals(401, hub.client(hub.access().user(), "not it").get("/health").status());
        assertEquals(401, hub.client("nobody", hub.access().password()).get("/health").status());
        assertEquals(401, hub.client(hub.access().user(), "").get("/health").status());
    }

    @Test
    void digestOfPasswordIsNoPassword() throws Exception {
        assertEquals(200, hub.client().get("/health").status());
        String line = hub.configuration().read("users.properties").lines()
                .filter(user -> user.startsWith(hub.access().user()))
                .findFirst()
                .orElseThrow();
        String digest = line.substring(line.indexOf('=') + 1, line.indexOf(',')).strip();

        assertFalse(digest.equals(hub.access().password()));
        assertEquals(401, hub.client(hub.access().user(), digest).get("/health").status());
    }

    @Test
    void viewerReadsAndDoesNotSend() throws Exception {
        HubClient viewer = hub.client(SharedHub.VIEWER, SharedHub.VIEWER_PASSWORD);

        assertEquals(200, viewer.get("/health").status());
        assertEquals(200, viewer.get("/messages").status());
        assertEquals(403, viewer.post("/capture", "application/json", Map.of(), NOTHING).status());
    }

    @Test
    void hubAndItsDatabaseListenOnLoopbackOnly() {
        Set<Listener> listeners = new HashSet<>(hub.listeners());
        Set<Listener> ofDatabase = Listener.of(hub.store().pid());
        assertEquals(1, ofDatabase.size(), ofDatabase::toString);
        listeners.addAll(ofDatabase);

        assertTrue(listeners.stream().anyMatch(listener -> listener.port() == hub.access().httpPort()), listeners::toString);
        assertEquals(List.of(), listeners.stream().filter(listener -> !listener.isLoopback()).toList());
    }

    @Test
    void databaseAsksForPasswordByScram() throws SQLException {
        EmbeddedStore store = hub.store();

        SQLException refused = assertThrows(SQLException.class, () -> store.connect("not it").close());
        assertEquals(INVALID_PASSWORD, refused.getSQLState());

        Set<String> methods = new HashSet<>();
        try (Connection connection = store.connect(store.password());
                ResultSet rules = connection.createStatement().executeQuery("select auth_method from pg_hba_file_rules")) {
            while (rules.next()) {
                methods.add(rules.getString(1));
            }
        }
        assertEquals(Set.of("scram-sha-256"), methods);
    }

    @Test
    void secretsAreForTheirOwnerOnly() throws IOException {
        List<Path> secrets;
        try (Stream<Path> files = Files.walk(hub.folder().resolve("etc/secrets"))) {
            secrets = Stream.concat(
                            files.filter(Files::isRegularFile).filter(file -> !isPublic(file)),
                            Stream.of(hub.store().passwordFile()))
                    .toList();
        }
        assertTrue(secrets.stream().anyMatch(file -> file.endsWith("ledger.key")), secrets::toString);
        for (Path secret : secrets) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)), secret.toString());
        }
    }

    /** The log's verifier key and its last checkpoint are there to be handed out. */
    private static boolean isPublic(Path file) {
        return file.endsWith("ledger.key.pub") || file.endsWith("ledger.key.last");
    }
}
