package io.weft.adapter.file;

import io.weft.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What every source of files has to know, wherever its directory is.
 *
 * @param owner        names this hub's claims; empty: an id that the hub makes once and keeps
 * @param maximumBytes larger files are set aside unread
 * @param takeOver     how long another hub's claim may stand before this hub takes it; zero: for ever
 */
record PickupSettings(String instance, String system, String format, String epoch, Selection selection,
        Completeness completeness, Optional<String> owner, int maximumBytes, boolean keepDone, boolean keepQuarantined,
        Duration poll, Duration takeOver) {

    static final Set<String> KEYS = Set.of("system", "format", "epoch", "include", "exclude", "order", "complete",
            "stableSeconds", "markerSuffix", "owner", "maximumBytes", "keepDone", "keepQuarantined", "pollMillis",
            "takeOverSeconds");

    private static final String OWNER = "[A-Za-z0-9._-]{1,64}";

    static PickupSettings of(Settings settings) {
        String owner = settings.text("owner", "");
        if (!owner.isEmpty() && (!owner.matches(OWNER) || owner.startsWith("."))) {
            settings.fault("owner", owner, "does not match " + OWNER + " without a dot in front");
        }
        return new PickupSettings(settings.instance(), settings.required("system"), settings.required("format"),
                settings.text("epoch", ""), selection(settings), completeness(settings),
                Optional.of(owner).filter(name -> !name.isEmpty()),
                settings.number("maximumBytes", 16 * 1024 * 1024, 1, 256 * 1024 * 1024),
                settings.flag("keepDone", true), settings.flag("keepQuarantined", true),
                Duration.ofMillis(settings.number("pollMillis", 1_000, 10, 3_600_000)),
                Duration.ofSeconds(settings.number("takeOverSeconds", 3_600, 0, 31_536_000)));
    }

    private static Selection selection(Settings settings) {
        List<String> include = settings.list("include", "*");
        List<String> exclude = settings.list("exclude", "*.tmp,*.part,*.filepart");
        return new Selection(Glob.all("include", include, settings), Glob.all("exclude", exclude, settings),
                settings.choice("order", "name", "name", "time").equals("time"));
    }

    private static Completeness completeness(Settings settings) {
        int seconds = settings.number("stableSeconds", 10, 1, 86_400);
        String suffix = settings.text("markerSuffix", ".done");
        if (suffix.contains("/")) {
            settings.fault("markerSuffix", suffix, "is part of a file name and has no slash");
        }
        return switch (settings.choice("complete", "stable", "stable", "rename", "marker")) {
            case "rename" -> new Completeness.Renamed();
            case "marker" -> new Completeness.Marked(suffix);
            default -> new Completeness.Stable(Duration.ofSeconds(seconds));
        };
    }
}
