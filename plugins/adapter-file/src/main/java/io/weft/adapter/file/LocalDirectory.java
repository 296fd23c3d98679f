package io.weft.adapter.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** A directory of this machine, or one that is mounted there. */
final class LocalDirectory implements Directory {

    private final Path base;

    private LocalDirectory(Path base) {
        this.base = base;
    }

    static Directory open(Path base) throws IOException {
        if (!Files.isDirectory(base)) {
            throw new NotDirectoryException(base.toString());
        }
        return new LocalDirectory(base);
    }

    @Override
    public List<Entry> files(String folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path path : paths(folder)) {
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isRegularFile()) {
                    entries.add(new Entry(path.getFileName().toString(), attributes.size(),
                            attributes.lastModifiedTime().toInstant()));
                }
            } catch (NoSuchFileException e) {
                // Another hub, or its owner, took it while we listed.
                continue;
            }
        }
        return entries;
    }

    @Override
    public List<String> folders(String folder) throws IOException {
        return paths(folder).stream().filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                .map(path -> path.getFileName().toString()).toList();
    }

    private List<Path> paths(String folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(base.resolve(folder))) {
            stream.forEach(paths::add);
        } catch (NoSuchFileException e) {
            if (folder.isEmpty()) {
                throw e;
            }
        }
        return paths;
    }

    @Override
    public void makeFolder(String folder) throws IOException {
        Path path = base.resolve(folder);
        if (!Files.isDirectory(path)) {
            try {
                Files.createDirectory(path);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(path)) {
                    throw e;
                }
            }
        }
    }

    /** The check before the rename suffices: the new names are this hub's own, and the rename itself is one step. */
    @Override
    public void rename(String from, String to) throws IOException {
        Path target = base.resolve(to);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(to);
        }
        Files.move(base.resolve(from), target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public byte[] read(String file, int maximum) throws IOException {
        try (InputStream in = Files.newInputStream(base.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(maximum);
            if (in.read() >= 0) {
                throw new FileTooLargeException(file, maximum);
            }
            return bytes;
        }
    }

    @Override
    public void write(String file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(base.resolve(file), StandardOpenOption.WRITE,
                StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    @Override
    public void delete(String file) throws IOException {
        Files.deleteIfExists(base.resolve(file));
    }

    @Override
    public void close() {
        // Nothing is held open between two calls.
    }
}
