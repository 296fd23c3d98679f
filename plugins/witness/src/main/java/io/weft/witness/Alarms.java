package io.weft.witness;

import io.weft.event.Digests;
import io.weft.ledger.file.DurableFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The alarms of one log: a folder each, {@code <UTC time>-<code>-<16 digits of what it is about>}, with the line, the note
 * that was known and the note that was offered, and {@code ended} once it is over. Nothing here is ever deleted or replaced,
 * so a fork is remembered for good. The same thing is alarmed once as long as its alarm is open.
 */
final class Alarms {

    /** A stranger who sends rubbish shall not fill the disk; what is above is still said on standard error. */
    private static final int MAXIMUM_KEPT = 1_000;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String TEXT = "alarm.txt";
    private static final String ENDED = "ended";

    /** What shows that it is right: signed notes. */
    record Evidence(Optional<byte[]> known, Optional<byte[]> offered) {

        static final Evidence NONE = new Evidence(Optional.empty(), Optional.empty());
    }

    private final Path folder;
    private final Clock clock;
    private final PrintStream err;
    private final List<Alarm> open = new ArrayList<>();
    private int kept;
    private int raised;

    Alarms(Path folder, Clock clock, PrintStream err) throws IOException {
        this.folder = folder;
        this.clock = clock;
        this.err = err;
        List<Alarm> all = all();
        this.kept = all.size();
        all.stream().filter(Alarm::open).forEach(open::add);
    }

    /** @param about what tells it from others of its code: the offered text, or the reason */
    synchronized void raise(AlarmCode code, String log, String reason, byte[] about, Evidence evidence) throws IOException {
        raised++;
        String suffix = "-" + code + "-" + digits(about);
        if (open().stream().anyMatch(alarm -> alarm.id().endsWith(suffix))) {
            return;
        }
        String line = code + " " + log + ": " + reason;
        if (kept >= MAXIMUM_KEPT && !code.lasting()) {
            err.println("ALARM " + line + " (not kept: there are " + MAXIMUM_KEPT + " alarms)");
            return;
        }
        Instant now = clock.instant();
        String id = NAME.format(now) + suffix;
        Alarm alarm = new Alarm(id, code, now, line, Files.createDirectories(folder.resolve(id)), Optional.empty());
        if (evidence.known().isPresent()) {
            keep(alarm.known(), evidence.known().get());
        }
        if (evidence.offered().isPresent()) {
            keep(alarm.offered(), evidence.offered().get());
        }
        // Last, so that a folder with a line has its evidence.
        keep(alarm.folder().resolve(TEXT), (now + " " + line + "\n").getBytes(StandardCharsets.UTF_8));
        kept++;
        open.add(alarm);
        err.println("ALARM " + line + " (" + alarm.folder() + ")");
    }

    /** Ends those that are open and meant. */
    synchronized void end(Predicate<Alarm> meant, String reason) throws IOException {
        for (Alarm alarm : open()) {
            if (meant.test(alarm)) {
                keep(alarm.folder().resolve(ENDED), (clock.instant() + " " + reason + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Those that are not over. A person may have ended one meanwhile, by another process. */
    synchronized List<Alarm> open() {
        open.removeIf(alarm -> Files.exists(alarm.folder().resolve(ENDED)));
        return List.copyOf(open);
    }

    /** How often something was wrong since this process began, also where an alarm of it was open already. */
    synchronized int raised() {
        return raised;
    }

    /** All that were ever raised, oldest first. */
    List<Alarm> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Alarm> alarms = new ArrayList<>();
        try (Stream<Path> folders = Files.list(folder)) {
            for (Path one : folders.filter(path -> Files.exists(path.resolve(TEXT))).sorted().toList()) {
                alarms.add(read(one));
            }
        }
        return alarms;
    }

    /** Whether it is about exactly this. */
    static boolean isAbout(Alarm alarm, byte[] about) {
        return alarm.id().endsWith("-" + digits(about));
    }

    private static String digits(byte[] about) {
        return Digests.hex(Digests.sha256(about)).substring(0, 16);
    }

    private static Alarm read(Path folder) throws IOException {
        String id = folder.getFileName().toString();
        String[] line = Files.readString(folder.resolve(TEXT)).strip().split(" ", 2);
        Path ended = folder.resolve(ENDED);
        Optional<String> end = Files.exists(ended) ? Optional.of(Files.readString(ended).strip()) : Optional.empty();
        try {
            return new Alarm(id, AlarmCode.valueOf(id.split("-")[1]), Instant.parse(line[0]), line[1], folder, end);
        } catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            throw new IOException("'" + folder + "' is no alarm of this witness", e);
        }
    }

    private static void keep(Path file, byte[] bytes) throws IOException {
        try {
            DurableFile.create(file, bytes);
        } catch (FileAlreadyExistsException e) {
            // A process that ended in between had written it.
            return;
        }
    }
}
