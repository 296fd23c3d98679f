package io.weft.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @Test
    void everyFaultNamesKeyValueAndRule() {
        Settings settings = new Settings(Map.of("port", "99999", "mode", "fast", "url", "ftp://erp", "file", "relative",
                "spare", "x", "service.pid", "io.weft.adapter.http~erp"));
        settings.required("system");
        settings.number("port", 8480, 0, 65535);
        settings.choice("mode", "slow", "slow", "steady");
        settings.url("url");
        settings.path("file");
        settings.refuseUnknown(Set.of("port", "mode", "url", "file", "system"));
        assertEquals(List.of("system: '' is missing",
                "port: '99999' is not a whole number from 0 to 65535",
                "mode: 'fast' is none of slow, steady",
                "url: 'ftp://erp' is not an http or https URL with a host",
                "file: 'relative' is not an absolute path",
                "spare: 'x' is no key of this adapter"), settings.faults());
    }

    /** With the default in its place the rest can be read, so that one look shows all faults. */
    @Test
    void aFaultGivesTheDefault() {
        Settings settings = new Settings(Map.of("port", "eighty", "mode", "fast", "flag", "yes"));
        assertEquals(8480, settings.number("port", 8480, 0, 65535));
        assertEquals("slow", settings.choice("mode", "slow", "slow", "steady"));
        assertFalse(settings.flag("flag", false));
        assertEquals(1, settings.requiredNumber("least", 1, 10));
        assertEquals(4, settings.faults().size());
    }

    @Test
    void valuesAreReadAsConfigurationAdminGivesThem() {
        Settings settings = new Settings(Map.of("text", "  a b ", "list", "a, b,,c", "array", new String[] {"a", "b"},
                "number", 7, "url", "https://wms.example/holds", "service.pid", "io.weft.adapter.hl7sink~lims"));
        assertEquals("a b", settings.text("text", ""));
        assertEquals("else", settings.text("missing", "else"));
        assertEquals(List.of("a", "b", "c"), settings.list("list", ""));
        assertEquals(List.of("a", "b"), settings.list("array", ""));
        assertEquals(7, settings.number("number", 1, 0, 10));
        assertEquals(URI.create("https://wms.example/holds"), settings.url("url"));
        assertEquals("hl7sink~lims", settings.instance());
        assertTrue(settings.loopback("host", "127.0.0.1"));
        assertFalse(settings.loopback("host", "192.0.2.1"));
        assertEquals(List.of(), settings.faults());
    }

    @Test
    void aSecretComesFromAFileOnly(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "s3cret\n");
        Settings settings = new Settings(Map.of("passwordFile", file.toString(), "gone", folder.resolve("gone").toString()));
        assertEquals(Optional.of("s3cret"), settings.secret("passwordFile"));
        assertEquals(Optional.empty(), settings.secret("unset"));
        assertEquals(List.of(), settings.faults());
        assertEquals(Optional.empty(), settings.secret("gone"));
        assertTrue(settings.faults().get(0).startsWith("gone: '" + folder.resolve("gone") + "' cannot be read: "));
    }
}
