package io.weft.adapter.opcua;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationIdentityTest {

    @TempDir
    Path folder;

    @Test
    void theKeyIsTheOwnersOnlyAndStaysTheSame() throws Exception {
        Path own = folder.resolve("opcua~site");
        ApplicationIdentity first = ApplicationIdentity.loadOrCreate(own, "opcua~site");
        assertEquals("rwx------", permissions(own));
        assertEquals("rw-------", permissions(own.resolve("private-key.pem")));

        ApplicationIdentity again = ApplicationIdentity.loadOrCreate(own, "opcua~site");
        assertEquals(first.certificate(), again.certificate());
        assertEquals(first.keys().getPrivate(), again.keys().getPrivate());
        assertEquals("urn:weft:opcua:site", again.applicationUri());
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
