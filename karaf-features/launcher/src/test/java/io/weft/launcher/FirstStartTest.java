package io.weft.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {

    /** What the distribution ships. */
    private static final Path USERS = Path.of("../distribution/src/main/assembly/etc/users.properties");

    @TempDir
    private Path home;

    @Test
    void theAdministratorMayDoEverythingAlsoLogInToTheShell() throws Exception {
        Files.createDirectories(home.resolve("etc"));
        Path users = Files.copy(USERS, home.resolve("etc/users.properties"));
        FirstStart firstStart = new FirstStart(new Installation(home));

        assertTrue(firstStart.prepare());
        assertFalse(firstStart.prepare());
        String password = Files.readString(home.resolve("etc/secrets/admin.password"));
        assertEquals(password, entry(users, FirstStart.ADMINISTRATOR).get(0));
        assertTrue(rolesOf(users, FirstStart.ADMINISTRATOR)
                .containsAll(Set.of("admin", "manager", "operator", "viewer", "sender", "ssh", "systembundles")));
    }

    /** With its groups followed, as Karaf's PropertiesLoginModule follows them. */
    private static Set<String> rolesOf(Path users, String name) throws Exception {
        Set<String> roles = new LinkedHashSet<>();
        List<String> entry = entry(users, name);
        for (String role : entry.subList(1, entry.size())) {
            if (role.startsWith("_g_:")) {
                List<String> group = entry(users, role);
                roles.addAll(group.subList(1, group.size()));
            } else {
                roles.add(role);
            }
        }
        return roles;
    }

    private static List<String> entry(Path users, String name) throws Exception {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(users)) {
            properties.load(in);
        }
        return Arrays.asList(properties.getProperty(name).split("\\s*,\\s*"));
    }
}
