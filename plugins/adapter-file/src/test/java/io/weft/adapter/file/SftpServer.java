package io.weft.adapter.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.apache.sshd.sftp.server.AbstractSftpEventListenerAdapter;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server on loopback over one directory, which can refuse, fail, fall silent and go. */
final class SftpServer implements AutoCloseable {

    /** What it does with a file that is about to be written. */
    enum Mood {
        WILLING, FORBIDS, FAILS, SILENT
    }

    static final String USER = "carrier";
    static final String PASSWORD = "correct horse";

    private final Path directory;
    private final Path secrets;
    private final CountDownLatch over = new CountDownLatch(1);
    private KeyPair hostKey;
    private Optional<PublicKey> authorized = Optional.empty();
    private volatile Mood mood = Mood.WILLING;
    private SshServer server;
    private int port;

    SftpServer(Path directory, Path secrets) throws Exception {
        this.directory = directory;
        this.secrets = secrets;
        this.hostKey = newKey();
        start();
        trust(hostKey);
        Files.writeString(secrets.resolve("password"), PASSWORD + "\n");
    }

    static KeyPair newKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    void start() throws IOException {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPasswordAuthenticator((user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
        server.setPublickeyAuthenticator((user, key, session) ->
                authorized.filter(known -> KeyUtils.compareKeys(known, key)).isPresent());
        server.setFileSystemFactory(new VirtualFileSystemFactory(directory));
        SftpSubsystemFactory sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new Moods());
        server.setSubsystemFactories(List.of(sftp));
        server.start();
        port = server.getPort();
    }

    void stop() throws IOException {
        server.stop(true);
    }

    void mood(Mood next) {
        mood = next;
    }

    boolean isUp() {
        return server.isStarted();
    }

    /** Somebody else answers at this address from now on. */
    void changeHostKey() throws Exception {
        stop();
        hostKey = newKey();
        start();
    }

    void trust(KeyPair key) throws IOException {
        Files.writeString(knownHosts(), "[127.0.0.1]:" + port + " " + PublicKeyEntry.toString(key.getPublic()) + "\n");
    }

    void authorize(PublicKey key) {
        authorized = Optional.of(key);
    }

    Path knownHosts() {
        return secrets.resolve("known_hosts");
    }

    /** A configuration that logs in with the password. */
    Map<String, Object> login() {
        Map<String, Object> login = new HashMap<>();
        login.put("host", "127.0.0.1");
        login.put("port", Integer.toString(port));
        login.put("user", USER);
        login.put("passwordFile", secrets.resolve("password").toString());
        login.put("knownHostsFile", knownHosts().toString());
        login.put("directory", "/");
        login.put("timeoutSeconds", "5");
        return login;
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        stop();
    }

    private final class Moods extends AbstractSftpEventListenerAdapter {

        @Override
        public void opening(ServerSession session, String handle, org.apache.sshd.sftp.server.Handle local)
                throws IOException {
            switch (mood) {
                case WILLING -> { }
                case FORBIDS -> throw new SftpException(SftpConstants.SSH_FX_PERMISSION_DENIED, "not for you");
                case FAILS -> throw new SftpException(SftpConstants.SSH_FX_FAILURE, "disk full");
                case SILENT -> await();
            }
        }

        private void await() {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
