package io.weft.fabric.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A configuration file of this package with {@code ${names}} in it. */
final class Template {

    private static final Pattern NAME = Pattern.compile("\\$\\{([a-z0-9.]+)}");

    private Template() {
    }

    /** @throws IllegalArgumentException if the template asks for a name that is not given */
    static void write(String name, Map<String, String> values, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, NAME.matcher(text(name)).replaceAll(match -> {
            String value = values.get(match.group(1));
            if (value == null) {
                throw new IllegalArgumentException(name + ": asks for ${" + match.group(1) + "}");
            }
            return Matcher.quoteReplacement(value);
        }));
    }

    private static String text(String name) throws IOException {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + ": is not in this package");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
