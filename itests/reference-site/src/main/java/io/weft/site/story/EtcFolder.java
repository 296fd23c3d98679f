package io.weft.site.story;

import io.weft.launcher.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.regex.Pattern;

/** A hub's {@code etc/} folder, written as an integration team would write it. */
public final class EtcFolder {

    private final Path etc;

    public EtcFolder(Installation installation) {
        this.etc = installation.etc();
    }

    /**
     * Writes one whole configuration, in one step: a hub that runs would otherwise read half of it.
     *
     * @param pid without {@code .cfg}, with the instance's name where it has one: {@code io.weft.adapter.http-erp}
     */
    public void write(String pid, Map<String, ?> values) throws IOException {
        StringBuilder text = new StringBuilder("# Written by a program.\n");
        values.forEach((key, value) -> text.append(key.replace(":", "\\:")).append(" = ").append(value).append('\n'));
        Path draft = etc.resolveSibling("." + pid + ".cfg");
        Files.writeString(draft, text);
        Files.move(draft, etc.resolve(pid + ".cfg"), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Replaces the value of one key of a file that the distribution brings.
     *
     * @throws IOException also if the file has no such key
     */
    public void replace(String file, String key, Object value) throws IOException {
        Path path = etc.resolve(file);
        String before = Files.readString(path);
        String pattern = "(?m)^\\s*" + Pattern.quote(key) + "\\s*=.*$";
        String after = before.replaceFirst(pattern, key + " = " + value);
        if (after.equals(before)) {
            throw new IOException(path + " has no key " + key);
        }
        Files.writeString(path, after);
    }
}
