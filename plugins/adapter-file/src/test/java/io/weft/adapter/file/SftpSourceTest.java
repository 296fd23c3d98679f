package io.weft.adapter.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.AdapterState;
import io.weft.tck.Await;
import io.weft.tck.RecordingIntake;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SftpSourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;
    @TempDir
    private Path secrets;
    @TempDir
    private Path data;
    private final RecordingIntake intake = new RecordingIntake();
    private SftpServer server;
    private SftpSource source;

    @BeforeEach
    void serve() throws Exception {
        server = new SftpServer(directory, secrets);
    }

    @AfterEach
    void stop() throws Exception {
        source.stop();
        server.close();
    }

    @Test
    void aServerThatIsNotKnownIsRefusedAndNoPasswordReachesIt() throws Exception {
        server.trust(SftpServer.newKey());
        refuses();
        server.changeHostKey();
        refuses();
    }

    private void refuses() throws Exception {
        new Inbox(directory).put("a", "a");
        start(server.login());
        Await.until(PATIENCE, () -> source.state() == AdapterState.IMPAIRED, () -> source.state().toString());
        assertTrue(source.faults().get(0).contains("Server key did not validate"), source.faults().toString());
        source.stop();
        assertEquals(List.of("a"), new Inbox(directory).names(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a pass phrase"})
    void aKeyLogsIn(String phrase) throws Exception {
        KeyPair key = SftpServer.newKey();
        server.authorize(key.getPublic());
        Map<String, Object> login = server.login();
        login.remove("passwordFile");
        login.put("keyFile", write(key, phrase).toString());
        if (!phrase.isEmpty()) {
            login.put("keyPasswordFile", Files.writeString(secrets.resolve("phrase"), phrase).toString());
        }
        start(login);
        takesOne();
    }

    @Test
    void aServerThatGoesAndComesBackIsWorkedOnAgain() throws Exception {
        start(server.login());
        takesOne();
        server.stop();
        Await.until(PATIENCE, () -> source.state() == AdapterState.IMPAIRED, () -> source.state().toString());
        server.start();
        takesOne();
        Await.until(PATIENCE, () -> source.state() == AdapterState.UP, () -> source.faults().toString());
    }

    @Test
    void aWrongConfigurationNamesWhatIsMissingAndShowsNoSecret() throws Exception {
        Map<String, Object> login = server.login();
        login.remove("knownHostsFile");
        login.put("keyFile", secrets.resolve("nowhere").toString());
        start(login);
        assertEquals(AdapterState.MISCONFIGURED, source.state());
        assertEquals(List.of("knownHostsFile: '' is missing",
                "keyFile: '" + secrets.resolve("nowhere") + "' is not a readable file",
                "keyFile: '" + secrets.resolve("nowhere") + "' or passwordFile has to be given, and not both"),
                source.faults());
    }

    /** To the end: a file whose server goes before it stands in {@code done} is, rightly, offered again. */
    private void takesOne() throws Exception {
        int before = intake.messages().size();
        Inbox inbox = new Inbox(directory);
        inbox.put("despatch-" + before, "despatch " + before);
        Await.until(PATIENCE, () -> intake.messages().size() > before, () -> source.faults().toString());
        Await.until(PATIENCE, () -> inbox.holds("done", "despatch-" + before), () -> source.faults().toString());
        assertEquals("despatch " + before, new String(intake.messages().get(before).payload(), StandardCharsets.UTF_8));
    }

    private void start(Map<String, Object> login) throws IOException {
        login.putAll(Map.of("service.pid", "io.weft.adapter.sftp~carrier", "system", "carrier", "format", "edifact",
                "complete", "rename", "pollMillis", "10"));
        source = new SftpSource(login, data).offering(intake);
        source.start();
    }

    private Path write(KeyPair key, String phrase) throws Exception {
        OpenSSHKeyEncryptionContext encryption = new OpenSSHKeyEncryptionContext();
        encryption.setPassword(phrase);
        encryption.setCipherType("256");
        Path file = secrets.resolve("key");
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "carrier", phrase.isEmpty() ? null : encryption, out);
        }
        return file;
    }
}
