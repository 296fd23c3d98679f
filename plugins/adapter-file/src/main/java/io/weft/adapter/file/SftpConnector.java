package io.weft.adapter.file;

import java.io.IOException;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.SessionHeartbeatController.HeartbeatType;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/**
 * Logs in to an SFTP server. Nothing outside the configuration is read: no file of the user that runs the hub, no agent.
 * A server whose key does not stand in the file of known hosts, or stands there otherwise, is refused before the login.
 */
final class SftpConnector implements Connector {

    private final SftpLogin login;
    private final String directory;

    SftpConnector(SftpLogin login, String directory) {
        this.login = login;
        this.directory = directory;
    }

    @Override
    public Directory open() throws IOException {
        SshClient client = client();
        try {
            client.start();
            ClientSession session = client.connect(login.user(), login.host(), login.port())
                    .verify(login.timeout()).getSession();
            identify(session);
            session.auth().verify(login.timeout());
            SftpClient sftp = SftpClientFactory.instance().createSftpClient(session).singleSessionInstance();
            return new SftpDirectory(client, sftp, directory);
        } catch (IOException | RuntimeException e) {
            client.stop();
            throw e;
        }
    }

    private SshClient client() {
        SshClient client = SshClient.setUpDefaultClient();
        client.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
        client.setServerKeyVerifier(
                new KnownHostsServerKeyVerifier(RejectAllServerKeyVerifier.INSTANCE, login.knownHosts()));
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setUserAuthFactories(login.key().isPresent() ? List.of(UserAuthPublicKeyFactory.INSTANCE)
                : List.of(UserAuthPasswordFactory.INSTANCE));
        // The client waits for each answer as long as for an idle session; heartbeats keep ours from being idle.
        CoreModuleProperties.IDLE_TIMEOUT.set(client, login.timeout());
        client.setSessionHeartbeat(HeartbeatType.IGNORE, login.timeout().dividedBy(4));
        SftpModuleProperties.SFTP_CHANNEL_OPEN_TIMEOUT.set(client, login.timeout());
        return client;
    }

    private void identify(ClientSession session) throws IOException {
        login.password().ifPresent(session::addPasswordIdentity);
        if (login.key().isPresent()) {
            FileKeyPairProvider file = new FileKeyPairProvider(login.key().get());
            login.keyPassword().ifPresent(password -> file.setPasswordFinder(FilePasswordProvider.of(password)));
            try {
                for (KeyPair pair : file.loadKeys(session)) {
                    session.addPublicKeyIdentity(pair);
                }
            } catch (RuntimeException e) {
                throw new IOException(login.key().get() + " cannot be read as a private key: " + e.getMessage(), e);
            }
        }
    }
}
