package io.weft.engine;

import io.weft.event.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files of one mapping, read whole: what is served later cannot change under it. Immutable. */
public final class MappingFolder {

    static final String MANIFEST = "mapping.yaml";
    private static final int MAXIMUM_FILES = 2_000;
    private static final int MAXIMUM_BYTES = 64 * 1024 * 1024;

    private final String source;
    private final SortedMap<String, byte[]> files;
    private final String digest;

    private MappingFolder(String source, SortedMap<String, byte[]> files) {
        this.source = source;
        this.files = files;
        this.digest = digestOf(files);
    }

    /**
     * @param source where the files come from, for messages
     * @param files  content by path relative to the folder, with {@code /} between names
     */
    public static MappingFolder of(String source, Map<String, byte[]> files) throws MappingRefusedException {
        SortedMap<String, byte[]> sorted = new TreeMap<>(files);
        long bytes = files.values().stream().mapToLong(content -> content.length).sum();
        if (files.size() > MAXIMUM_FILES || bytes > MAXIMUM_BYTES) {
            throw new MappingRefusedException(source + ": a mapping has at most " + MAXIMUM_FILES + " files and "
                    + MAXIMUM_BYTES + " bytes");
        }
        if (!sorted.containsKey(MANIFEST)) {
            throw new MappingRefusedException(source + ": there is no " + MANIFEST);
        }
        return new MappingFolder(source, sorted);
    }

    /** Reads a folder, or a zip file whose root (or only folder) it is. */
    public static MappingFolder read(Path path) throws IOException, MappingRefusedException {
        return Files.isDirectory(path) ? readFolder(path) : readZip(path);
    }

    private static MappingFolder readFolder(Path folder) throws IOException, MappingRefusedException {
        Map<String, byte[]> files = new TreeMap<>();
        long bytes = 0;
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.filter(Files::isRegularFile).limit(MAXIMUM_FILES + 1L).toList();
        }
        for (Path file : paths) {
            bytes += Files.size(file);
            if (bytes > MAXIMUM_BYTES) {
                throw new MappingRefusedException(folder + ": a mapping has at most " + MAXIMUM_BYTES + " bytes");
            }
            files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
        return of(folder.getFileName().toString(), files);
    }

    private static MappingFolder readZip(Path zip) throws IOException, MappingRefusedException {
        Map<String, byte[]> files = new TreeMap<>();
        long bytes = 0;
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                // also what is left out is read: passing over a bomb unpacks it
                byte[] content = in.readNBytes((int) (MAXIMUM_BYTES - bytes + 1));
                bytes += content.length;
                if (bytes > MAXIMUM_BYTES || files.size() == MAXIMUM_FILES) {
                    throw new MappingRefusedException(zip + ": a mapping has at most " + MAXIMUM_FILES + " files and "
                            + MAXIMUM_BYTES + " bytes");
                }
                boolean leftOut = entry.isDirectory() || entry.getName().startsWith("META-INF/");
                if (!leftOut && files.put(entry.getName(), content) != null) {
                    throw new MappingRefusedException(zip + ": " + entry.getName() + " stands there twice");
                }
            }
        }
        return of(zip.getFileName().toString(), withoutOnlyFolder(files));
    }

    private static Map<String, byte[]> withoutOnlyFolder(Map<String, byte[]> files) {
        if (files.containsKey(MANIFEST) || files.isEmpty()) {
            return files;
        }
        String first = files.keySet().iterator().next();
        String folder = first.substring(0, first.indexOf('/') + 1);
        if (folder.isEmpty() || !files.keySet().stream().allMatch(name -> name.startsWith(folder))) {
            return files;
        }
        Map<String, byte[]> inner = new TreeMap<>();
        files.forEach((name, content) -> inner.put(name.substring(folder.length()), content));
        return inner;
    }

    /** Where the files come from. */
    public String source() {
        return source;
    }

    /** SHA-256 over names and contents, lower-case hexadecimal. */
    public String digest() {
        return digest;
    }

    /** Paths of all files, sorted. */
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    Optional<byte[]> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    Optional<String> text(String name) throws MappingRefusedException {
        byte[] content = files.get(name);
        if (content == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
        } catch (CharacterCodingException e) {
            throw new MappingRefusedException(name + ": is not UTF-8", e);
        }
    }

    private static String digestOf(SortedMap<String, byte[]> files) {
        MessageDigest digest = Digests.newSha256();
        files.forEach((name, content) -> {
            byte[] path = name.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(8).putInt(path.length).putInt(content.length).array());
            digest.update(path);
            digest.update(content);
        });
        return Digests.hex(digest.digest());
    }

    /** Reads a stream to its end, within the bound of a folder. */
    public static byte[] bounded(InputStream in, String name) throws IOException, MappingRefusedException {
        byte[] content = in.readNBytes(MAXIMUM_BYTES + 1);
        if (content.length > MAXIMUM_BYTES) {
            throw new MappingRefusedException(name + ": is larger than " + MAXIMUM_BYTES + " bytes");
        }
        return content;
    }
}
