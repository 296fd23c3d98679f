package io.weft.site.carrier;

import io.weft.site.hub.SentList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** The carrier's SFTP server on the loopback address: one folder of interchanges, one of logger exports. */
public final class CarrierFiles implements AutoCloseable {

    public static final String INTERCHANGES = "edi";
    public static final String LOGGERS = "loggers";

    private final Path folder;
    private final KeyPair hostKey = newKey();
    private final SentList sent;
    private final SshServer server = SshServer.setUpDefaultServer();

    /** @param user and password with which the hub logs in */
    public CarrierFiles(Path folder, String user, String password, SentList sent) throws IOException {
        this.folder = folder.toAbsolutePath();
        this.sent = sent;
        Files.createDirectories(this.folder.resolve(INTERCHANGES));
        Files.createDirectories(this.folder.resolve(LOGGERS));
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPasswordAuthenticator((given, secret, session) -> given.equals(user) && secret.equals(password));
        server.setFileSystemFactory(new VirtualFileSystemFactory(this.folder));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.start();
    }

    public int port() {
        return server.getPort();
    }

    /** What the server's operator says its key is, as OpenSSH writes it. */
    public String knownHost() {
        return "[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(hostKey.getPublic()) + "\n";
    }

    /** Puts a file into one of the folders, whole at once. */
    public byte[] put(String in, String name, byte[] content) throws IOException {
        sent.add(content);
        Path draft = Files.write(folder.resolve(in).resolve("." + name), content);
        Files.move(draft, folder.resolve(in).resolve(name), StandardCopyOption.ATOMIC_MOVE);
        return content;
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform knows this curve", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
