package io.weft.ledger.check;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How much is checked. */
public sealed interface CheckScope {

    /**
     * Every record.
     *
     * @param since only records that the hub received from then on; checkpoints, sinks and tree whole nevertheless
     */
    record Everything(Optional<Instant> since) implements CheckScope {
    }

    /**
     * So many messages, events and batches each, in runs from random places, with their way up the tree.
     *
     * @param since as of {@link Everything}
     */
    record Sample(int records, Optional<Instant> since) implements CheckScope {

        public Sample {
            if (records < 1) {
                throw new IllegalArgumentException("sample: " + records + " is not at least 1");
            }
        }
    }

    /**
     * The next so many messages, events and batches after where the last round stopped, and from the beginning after the
     * last; what is checked in time is everything.
     *
     * @param cursor as {@link CheckReport#cursor()} gave it; empty at the beginning
     */
    record Round(int records, String cursor) implements CheckScope {
    }

    /** Only these, each with its way up the tree to the latest checkpoint. */
    record Only(List<Subject> subjects) implements CheckScope {
    }

    /**
     * One record.
     *
     * @param id as {@link Kind} says
     */
    record Subject(Kind kind, String id) {

        /** Of a checkpoint: the newest that verifies, whatever its size. */
        public static final String NEWEST = "newest";
        /** Of a tile: the row that says how large the tree is. */
        public static final String HEAD = "head";

        private static final List<String> LEADS =
                List.of("message_key", "message_repeat", "business_key", "rejection", "checkpoint_receipt", "lot_number");
        private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
        private static final Pattern TILE = Pattern.compile("[0-9]{1,2}/[0-9]{1,18}");
        private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        private static final Pattern ORDINAL = Pattern.compile("(#[0-9]{1,9})?");
        private static final int UUID_LENGTH = 36;

        /**
         * Reads {@code <kind>:<id>}, the kind in any case.
         *
         * @throws IllegalArgumentException if it is of no kind, or no record of the kind can have that id; names both
         */
        public static Subject parse(String text) {
            int colon = text.indexOf(':');
            String kind = text.substring(0, Math.max(0, colon)).toUpperCase(Locale.ROOT);
            Subject subject = Stream.of(Kind.values()).filter(each -> each.name().equals(kind)).findFirst()
                    .map(known -> new Subject(known, text.substring(colon + 1)))
                    .orElseThrow(() -> new IllegalArgumentException("only: '" + text + "' is not <kind>:<id> with a kind of "
                            + List.of(Kind.values())));
            subject.rule().ifPresent(rule -> {
                throw new IllegalArgumentException("only: '" + text + "': the id is not " + rule);
            });
            return subject;
        }

        /** What the id should be; empty if it is. */
        private Optional<String> rule() {
            return switch (kind) {
                case CHECKPOINT -> unless(id.equals(NEWEST) || NUMBER.matcher(id).matches(), "a size, of 1 to 18 digits, or " + NEWEST);
                case SINK -> unless(NUMBER.matcher(id).matches(), "a size, of 1 to 18 digits");
                case LEAF -> unless(NUMBER.matcher(id).matches(), "an index, of 1 to 18 digits");
                case TILE -> unless(id.equals(HEAD) || TILE.matcher(id).matches(), "<level>/<tile>, two numbers, or " + HEAD);
                case MESSAGE, BATCH -> unless(UUID.matcher(id).matches(), "a UUID");
                case READING -> unless(id.length() >= UUID_LENGTH && UUID.matcher(id.substring(0, UUID_LENGTH)).matches()
                        && ORDINAL.matcher(id.substring(UUID_LENGTH)).matches(),
                        "<batch> or <batch>#<ordinal>, a UUID and a number");
                case LEAD -> unless(LEADS.contains(id), "one of " + LEADS);
                case EVENT -> unless(!id.isBlank() && id.chars().noneMatch(Character::isISOControl),
                        "an eventID, which is not blank and has no control characters");
            };
        }

        private static Optional<String> unless(boolean fits, String rule) {
            return fits ? Optional.empty() : Optional.of(rule);
        }
    }
}
