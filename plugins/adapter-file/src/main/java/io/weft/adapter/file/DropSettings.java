package io.weft.adapter.file;

import io.weft.settings.Settings;
import java.util.Set;

/**
 * What every sink of files has to know, wherever its directory is. A delivery's file is {@code <prefix><delivery><suffix>}.
 */
record DropSettings(String instance, String system, String prefix, String suffix) {

    static final Set<String> KEYS = Set.of("system", "prefix", "suffix");

    private static final String PART = "[A-Za-z0-9._-]{0,80}";

    static DropSettings of(Settings settings) {
        return new DropSettings(settings.instance(), settings.required("system"), part(settings, "prefix"),
                part(settings, "suffix"));
    }

    private static String part(Settings settings, String key) {
        String part = settings.text(key, "");
        if (!part.matches(PART)) {
            settings.fault(key, part, "is part of a file name and matches " + PART);
        }
        return part;
    }
}
