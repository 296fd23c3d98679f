package io.weft.fabric.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the commands say and how they end; none of these starts a program of Fabric's. */
final class FabricCommandTest {

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    @Test
    void oneLineNamesTheProgramsThatAreMissingAndWhereToGetThem() throws Exception {
        Path peer = Files.createFile(folder.resolve("peer"));
        Files.setPosixFilePermissions(peer, PosixFilePermissions.fromString("rwxr-xr-x"));
        FabricException missing = assertThrows(FabricException.class,
                () -> FabricPrograms.find(Map.of("WEFT_FABRIC_BIN", folder.toString(), "PATH", "/nowhere")));
        assertTrue(missing.getMessage().startsWith("Fabric's programs orderer, configtxgen, cryptogen, osnadmin are missing in "
                + "WEFT_FABRIC_BIN=" + folder), missing.getMessage());
        assertTrue(missing.getMessage().contains("https://hyperledger-fabric.readthedocs.io/"), missing.getMessage());
        assertFalse(missing.getMessage().contains("\n"), missing.getMessage());
    }

    @Test
    void withoutANetworkStatusAndDownAreNotDone() {
        assertEquals(1, run("status", "--folder", folder.resolve("none").toString()));
        assertTrue(said.toString().contains("no network in"), said.toString());
        assertEquals(1, run("down", "--delete", "--folder", folder.toString()));
        assertTrue(Files.isDirectory(folder), "a folder without a network was taken away");
    }

    @Test
    void wrongUsageIsToldApart() {
        assertEquals(2, run("up", "--ports", "7050"));
        assertEquals(2, run("approve", "a+00000000+x", "--owner", "3"));
        assertEquals(0, run("up", "--help"));
    }

    @Test
    void aFolderOfSomebodyElseIsLeftAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("letter.txt"), "dear");
        assertThrows(FabricException.class, () -> NetworkFolder.checkFree(new Layout(folder)));
        assertTrue(Files.exists(file));
    }

    private int run(String... arguments) {
        CommandLine command = FabricCommand.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        return command.execute(arguments);
    }
}
