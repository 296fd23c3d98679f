package io.weft.adapter.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * A directory on an SFTP server (draft-ietf-secsh-filexfer-02, which is what servers speak). Its rename refuses a name
 * that is taken, and is one step on every server that keeps its files on one file system.
 */
final class SftpDirectory implements Directory {

    private final SshClient client;
    private final SftpClient sftp;
    private final String base;

    /** Owns both: closing it closes them. */
    SftpDirectory(SshClient client, SftpClient sftp, String base) {
        this.client = client;
        this.sftp = sftp;
        this.base = base;
    }

    @Override
    public List<Entry> files(String folder) throws IOException {
        return entries(folder, Attributes::isRegularFile).stream()
                .map(entry -> new Entry(entry.getFilename(), entry.getAttributes().getSize(),
                        entry.getAttributes().getModifyTime().toInstant()))
                .toList();
    }

    @Override
    public List<String> folders(String folder) throws IOException {
        return entries(folder, Attributes::isDirectory).stream().map(DirEntry::getFilename)
                .filter(name -> !name.equals(".") && !name.equals("..")).toList();
    }

    /** A server's names are its own: one with a slash would lead elsewhere, and is left alone. */
    private List<DirEntry> entries(String folder, Predicate<Attributes> kind) throws IOException {
        List<DirEntry> entries = new ArrayList<>();
        try {
            for (DirEntry entry : sftp.readDir(path(folder))) {
                if (kind.test(entry.getAttributes()) && entry.getFilename().indexOf('/') < 0) {
                    entries.add(entry);
                }
            }
        } catch (SftpException e) {
            if (e.getStatus() != SftpConstants.SSH_FX_NO_SUCH_FILE || folder.isEmpty()) {
                throw e;
            }
        }
        return entries;
    }

    @Override
    public void makeFolder(String folder) throws IOException {
        if (!exists(folder)) {
            try {
                sftp.mkdir(path(folder));
            } catch (SftpException e) {
                if (!exists(folder)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        try {
            sftp.rename(path(from), path(to));
        } catch (SftpException e) {
            // Version 3 has one status for nearly every reason: look which it was.
            if (!exists(from)) {
                throw (IOException) new NoSuchFileException(from).initCause(e);
            }
            if (exists(to)) {
                throw (IOException) new FileAlreadyExistsException(to).initCause(e);
            }
            throw e;
        }
    }

    @Override
    public byte[] read(String file, int maximum) throws IOException {
        try (InputStream in = sftp.read(path(file))) {
            byte[] bytes = in.readNBytes(maximum);
            if (in.read() >= 0) {
                throw new FileTooLargeException(file, maximum);
            }
            return bytes;
        }
    }

    @Override
    public void write(String file, byte[] bytes) throws IOException {
        try (OutputStream out = sftp.write(path(file), OpenMode.Write, OpenMode.Create, OpenMode.Truncate)) {
            out.write(bytes);
        }
    }

    @Override
    public void delete(String file) throws IOException {
        try {
            sftp.remove(path(file));
        } catch (SftpException e) {
            if (exists(file)) {
                throw e;
            }
        }
    }

    private boolean exists(String file) throws IOException {
        try {
            sftp.lstat(path(file));
            return true;
        } catch (SftpException e) {
            if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return false;
            }
            throw e;
        }
    }

    private String path(String file) {
        return file.isEmpty() ? base : base + "/" + file;
    }

    @Override
    public void close() throws IOException {
        try {
            sftp.close();
        } finally {
            client.stop();
        }
    }
}
