package io.weft.adapter.file;

import io.weft.settings.Settings;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** A pattern of file names, as {@code *.csv} or {@code order-{1,2}??.xml}. */
record Glob(String pattern, PathMatcher matcher) {

    static List<Glob> all(String key, List<String> patterns, Settings settings) {
        return patterns.stream().map(pattern -> of(key, pattern, settings)).flatMap(Optional::stream).toList();
    }

    private static Optional<Glob> of(String key, String pattern, Settings settings) {
        try {
            return Optional.of(new Glob(pattern, FileSystems.getDefault().getPathMatcher("glob:" + pattern)));
        } catch (PatternSyntaxException e) {
            settings.fault(key, pattern, "is not a file name pattern: " + e.getDescription());
            return Optional.empty();
        }
    }

    boolean matches(String name) {
        return matcher.matches(Path.of(name));
    }
}
