package io.weft.engine.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.RawMessage;
import io.weft.mapping.Interpreter;
import io.weft.mapping.MappingCatalog;
import io.weft.mapping.MappingRef;
import io.weft.mapping.MappingResult;
import io.weft.mapping.MappingStatus;
import io.weft.tck.Await;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/** The bundle in a real framework with Declarative Services, Configuration Admin and FileInstall, as Karaf has them. */
class ServedMappingsIT {

    private static final Path TEMPLATE = Path.of("src/test/resources/mappings/goods-receipt");
    private static final Duration SOON = Duration.ofSeconds(60);
    /** What the test itself holds in its hands comes from its own class path. */
    private static final String SHARED = "io.weft.adapter;version=1.0.0,io.weft.event;version=1.0.0,"
            + "io.weft.identity;version=1.0.0,io.weft.mapping;version=1.0.0,"
            + "org.slf4j;version=2.0.17";

    @TempDir
    private static Path home;
    private static Framework framework;
    private static Path mappings;
    private static Path etc;
    private static Interpreter interpreter;
    private static MappingCatalog catalog;

    @BeforeAll
    static void startTheHub() throws Exception {
        mappings = Files.createDirectories(home.resolve("mappings"));
        etc = Files.createDirectories(home.resolve("etc"));
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, home.resolve("cache").toString());
        settings.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SHARED);
        settings.put("felix.fileinstall.dir", etc.toString());
        settings.put("felix.fileinstall.poll", "100");
        settings.put("felix.fileinstall.enableConfigSave", "false");
        settings.put("felix.fileinstall.tmpdir", home.resolve("etc-jars").toString());
        settings.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "100");
        settings.put("karaf.base", home.toString());
        settings.put("karaf.data", home.resolve("data").toString());
        framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(settings);
        framework.start();
        for (String file : List.of("org.apache.felix.fileinstall-mappings.cfg", "io.weft.mapping.folder.cfg")) {
            Files.copy(Path.of("src/main/cfg", file), etc.resolve(file));
        }
        configure("io.weft.codelist-plant.cfg", "entry.1000 = https://id.gs1.org/414/9521321000018\n");
        BundleContext context = framework.getBundleContext();
        for (Path jar : files(Path.of(System.getProperty("weft.bundles")))) {
            context.installBundle(jar.toUri().toString());
        }
        context.installBundle(Path.of(System.getProperty("weft.engine")).toUri().toString());
        for (Bundle bundle : context.getBundles()) {
            bundle.start();
        }
        interpreter = service(Interpreter.class);
        catalog = service(MappingCatalog.class);
    }

    @AfterAll
    static void stopTheHub() throws Exception {
        framework.stop();
        framework.waitForStop(SOON.toMillis());
    }

    @Test
    void aFolderServesWithTheSitesCodeListAndItsRemovalEndsThat() throws Exception {
        put("plain", "1.0.0");
        await("plain serves", () -> serves("plain", "1.0.0"));

        assertInstanceOf(MappingResult.Mapped.class, interpret("plain"));

        delete("plain");
        await("plain is gone", () -> catalog.mappings().stream().noneMatch(status -> status.source().equals("plain")));
        assertEquals("NO_MAPPING", ((MappingResult.Rejected) interpret("plain")).reasons().get(0).code());
    }

    @Test
    void aVersionThatFailsItsExamplesLeavesTheOldOneServing() throws Exception {
        put("failing", "1.0.0");
        await("1.0.0 serves", () -> serves("failing", "1.0.0"));

        put("failing", "1.1.0", "examples/normal/expected.json", "\"quantity\": 5", "\"quantity\": 6000");
        await("1.1.0 is refused", () -> state("failing") == MappingStatus.State.REFUSED);

        assertEquals("example 'normal': events[0].event.quantityList[0].quantity: expected 6000, got 5",
                status("failing").reason());
        assertEquals(Optional.of(new MappingRef("test.failing", "1.0.0")), status("failing").mapping());
        assertInstanceOf(MappingResult.Mapped.class, interpret("failing"));
    }

    /** At every moment one of both versions answers: a message in between must not be quarantined. */
    @Test
    void aNewVersionTakesOverWithoutAGap() throws Exception {
        put("swapped", "1.0.0");
        await("1.0.0 serves", () -> serves("swapped", "1.0.0"));

        put("swapped", "1.10.0");
        await("1.10.0 serves", () -> {
            assertInstanceOf(MappingResult.Mapped.class, interpret("swapped"));
            return serves("swapped", "1.10.0");
        });
    }

    @Test
    void aPinHoldsAnOlderVersion() throws Exception {
        put("pinned", "1.0.0");
        put("pinned", "pinned-new", "2.0.0");
        await("2.0.0 serves", () -> serves("pinned", "2.0.0"));

        configure("io.weft.mapping.pins.cfg", "test.pinned = 1.0.0\n");
        await("1.0.0 serves", () -> serves("pinned", "1.0.0"));

        assertEquals(MappingStatus.State.STANDBY, state("pinned-new"));
        assertEquals(MappingStatus.State.SERVING, state("pinned"));
    }

    @Test
    void aBundleBringsItsMappings() throws Exception {
        Path folder = folder("bundled", "1.0.0");
        Bundle bundle = framework.getBundleContext().installBundle("bundled", new ByteArrayInputStream(bundle(folder)));
        bundle.start();
        assertTrue(serves("bundled", "1.0.0"), () -> catalog.mappings().toString());

        bundle.stop();
        assertTrue(interpreter.serving().stream().noneMatch(ref -> ref.id().equals("test.bundled")));
    }

    @Test
    void whatIsNoMappingIsRefusedAndBecomesNoBundle() throws Exception {
        int bundles = framework.getBundleContext().getBundles().length;
        Files.writeString(mappings.resolve("notes.txt"), "not a mapping");
        await("notes.txt is refused", () -> state("notes.txt") == MappingStatus.State.REFUSED);

        assertEquals(bundles, framework.getBundleContext().getBundles().length);
    }

    @Test
    void aMappingWaitsForItsDecoder() throws Exception {
        put("waiting", "1.0.0", "mapping.yaml", "format: idoc-xml", "format: idoc-of-the-site");
        await("it waits", () -> state("waiting") == MappingStatus.State.WAITING);

        framework.getBundleContext().registerService(io.weft.mapping.Decoder.class, new SiteDecoder(), null);

        assertTrue(serves("waiting", "1.0.0"), () -> status("waiting").toString());
    }

    /** A format that a site added. */
    private static final class SiteDecoder implements io.weft.mapping.Decoder {

        private final io.weft.engine.format.IdocXmlDecoder decoder = new io.weft.engine.format.IdocXmlDecoder();

        @Override
        public String format() {
            return "idoc-of-the-site";
        }

        @Override
        public io.weft.mapping.Envelope decode(byte[] payload, Optional<java.nio.charset.Charset> charset,
                io.weft.mapping.TreeVisitor visitor) throws io.weft.mapping.DecodeException {
            return decoder.decode(payload, charset, visitor);
        }
    }

    private static boolean serves(String name, String version) {
        return interpreter.serving().contains(new MappingRef("test." + name, version));
    }

    private static MappingStatus status(String source) {
        return catalog.mappings().stream().filter(status -> status.source().equals(source)).findFirst().orElseThrow();
    }

    private static MappingStatus.State state(String source) {
        return catalog.mappings().stream().filter(status -> status.source().equals(source)).findFirst()
                .map(MappingStatus::state).orElse(null);
    }

    private static MappingResult interpret(String name) {
        try {
            String idoc = Files.readString(TEMPLATE.resolve("examples/normal/input.xml")).replace("MBGMCR<", name + "<");
            return interpreter.interpret(new RawMessage("http~erp", "erp", "idoc-xml", Optional.empty(), "",
                    Instant.EPOCH, Map.of(), idoc.getBytes(StandardCharsets.UTF_8)), 0).result();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void put(String name, String version, String... change) throws IOException {
        put(name, folder(name, version, change));
    }

    private static void put(String name, String source, String version) throws IOException {
        put(source, folder(name, version));
    }

    private static void put(String source, Path folder) throws IOException {
        delete(source);
        Files.move(folder, mappings.resolve(source), StandardCopyOption.ATOMIC_MOVE);
    }

    /** A copy of the template folder for one message type. @param change file, text, replacement */
    private static Path folder(String name, String version, String... change) throws IOException {
        Path folder = Files.createTempDirectory(home, "folder");
        for (Path file : files(TEMPLATE)) {
            String text = Files.readString(file).replace("test.goods-receipt", "test." + name)
                    .replace("MBGMCR\"", name + "\"").replace("MBGMCR<", name + "<")
                    .replace("version: 1.0.0", "version: " + version);
            if (change.length == 3 && file.endsWith(change[0])) {
                text = text.replace(change[1], change[2]);
            }
            Path copy = folder.resolve(TEMPLATE.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, text);
        }
        return folder;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    /** By renaming first: FileInstall must not see a folder with half of its files. */
    private static void delete(String source) throws IOException {
        if (Files.exists(mappings.resolve(source))) {
            Files.move(mappings.resolve(source), Files.createTempDirectory(home, "deleted").resolve(source));
        }
    }

    private static void configure(String file, String text) throws IOException {
        Files.writeString(etc.resolve(file), text);
    }

    private static byte[] bundle(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.putValue("Manifest-Version", "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "bundled");
        headers.putValue(MappingExtender.HEADER, "mappings/bundled");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Path file : files(folder)) {
                jar.putNextEntry(new ZipEntry("mappings/bundled/" + folder.relativize(file).toString().replace('\\', '/')));
                jar.write(Files.readAllBytes(file));
                jar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static <T> T service(Class<T> type) throws InterruptedException {
        ServiceTracker<T, T> tracker = new ServiceTracker<>(framework.getBundleContext(), type, null);
        // all of them: the class space of the framework's own bundle is the test's, whatever wires say
        tracker.open(true);
        return type.cast(tracker.waitForService(SOON.toMillis()));
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        Await.until(SOON, condition, () -> what + "; " + (catalog == null ? "" : catalog.mappings()));
    }
}
