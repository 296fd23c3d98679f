package io.weft.adapter.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/**
 * An open connection to one directory, here or on another machine. Paths are relative to it, with {@code /}; the empty
 * path is the directory itself. Used by one thread at a time.
 */
interface Directory extends Closeable {

    /** Regular files only; what a symbolic link points to is nobody's to pick up. A folder that is absent is empty. */
    List<Entry> files(String folder) throws IOException;

    /** Names of the folders in a folder. */
    List<String> folders(String folder) throws IOException;

    /** Makes a folder that is absent; its parent exists. */
    void makeFolder(String folder) throws IOException;

    /**
     * Gives a file another name in one step that succeeds for one caller only.
     *
     * @throws NoSuchFileException        if the file is gone, because another took it
     * @throws FileAlreadyExistsException if the new name is taken; nothing has changed
     */
    void rename(String from, String to) throws IOException;

    /** @throws FileTooLargeException if it holds more than {@code maximum} bytes */
    byte[] read(String file, int maximum) throws IOException;

    /** Writes a new file to stable storage, as far as the other side can. */
    void write(String file, byte[] bytes) throws IOException;

    /** A file that is absent already is as good as deleted. */
    void delete(String file) throws IOException;
}
