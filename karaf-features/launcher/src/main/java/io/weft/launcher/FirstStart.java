package io.weft.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * What a fresh installation lacks: users. There is no default password, so the first start makes one administrator with a
 * password of its own and says where it is; a site replaces it by its own users or its LDAP.
 */
public final class FirstStart {

    /** The user that these commands act as. */
    public static final String ADMINISTRATOR = "admin";

    private static final int PASSWORD_BYTES = 24;

    private final Installation installation;

    public FirstStart(Installation installation) {
        this.installation = installation;
    }

    /** @return whether this was the first start */
    public boolean prepare() throws IOException {
        Path password = installation.secrets().resolve(ADMINISTRATOR + ".password");
        if (Files.exists(password)) {
            return false;
        }
        Files.createDirectories(installation.secrets());
        Files.setPosixFilePermissions(installation.secrets(), PosixFilePermissions.fromString("rwx------"));
        // Everything that the installation's own users.properties gives its administrators, SSH and JMX included.
        addUser(ADMINISTRATOR, List.of("_g_:admin", "sender"));
        return true;
    }

    /**
     * Makes a user with a password of its own in {@code etc/secrets/<name>.password}.
     *
     * @param roles roles, or groups of {@code etc/users.properties} with the prefix {@code _g_:}
     * @throws IOException if {@code etc/users.properties} is not there: without its groups the user could do nothing
     */
    public void addUser(String name, List<String> roles) throws IOException {
        String password = newPassword();
        Path users = installation.etc().resolve("users.properties");
        String present = Files.readString(users, StandardCharsets.UTF_8);
        writeSecret(installation.secrets().resolve(name + ".password"), password);
        String line = name + " = " + password + "," + String.join(",", roles) + "\n";
        Path next = users.resolveSibling("users.properties.new");
        Files.deleteIfExists(next);
        writeSecret(next, (present.endsWith("\n") ? present : present + "\n") + line);
        Files.move(next, users, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static String newPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static void writeSecret(Path file, String text) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(file, ownerOnly);
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
    }
}
