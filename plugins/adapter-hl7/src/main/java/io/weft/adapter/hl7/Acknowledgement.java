package io.weft.adapter.hl7;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is answered to a message (HL7 v2.5, 2.9).
 *
 * @param verdict   what became of it
 * @param condition code of HL7 table 0357, for ERR-3; 0 for success
 * @param reason    for MSA-3 and ERR-8; empty for success
 */
record Acknowledgement(Verdict verdict, int condition, String reason) {

    /** Codes of HL7 table 0357. */
    static final int SEGMENT_SEQUENCE_ERROR = 100;
    static final int APPLICATION_ERROR = 207;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssxx").withZone(ZoneOffset.UTC);

    /** The three answers of either mode: AA, AE and AR, or CA, CE and CR. */
    enum Verdict {
        ACCEPT('A'), ERROR('E'), REJECT('R');

        private final char letter;

        Verdict(char letter) {
            this.letter = letter;
        }

        String code(char mode) {
            return new String(new char[] {mode, letter});
        }
    }

    static Acknowledgement accepted() {
        return new Acknowledgement(Verdict.ACCEPT, 0, "");
    }

    static Acknowledgement error(String reason) {
        return new Acknowledgement(Verdict.ERROR, APPLICATION_ERROR, reason);
    }

    static Acknowledgement rejected(int condition, String reason) {
        return new Acknowledgement(Verdict.REJECT, condition, reason);
    }

    /**
     * The messages to send back: one in original mode; in enhanced mode the accept acknowledgement and then the
     * application's, each only if MSH-15 or MSH-16 wants it. Both are known at once, because mapping precedes the commit.
     */
    List<byte[]> messages(Optional<MessageHeader> header, Clock clock) {
        List<byte[]> messages = new ArrayList<>();
        boolean success = verdict == Verdict.ACCEPT;
        if (header.isEmpty() || !header.get().enhanced()) {
            messages.add(message('A', header, clock));
            return messages;
        }
        if (header.get().wantsAccept(success)) {
            messages.add(message('C', header, clock));
        }
        if (header.get().wantsApplication(success)) {
            messages.add(message('A', header, clock));
        }
        return messages;
    }

    private byte[] message(char mode, Optional<MessageHeader> header, Clock clock) {
        MessageHeader of = header.orElse(new MessageHeader(List.of("|", "^~\\&")));
        String separator = of.field(1);
        String component = of.field(2).substring(0, Math.min(1, of.field(2).length()));
        String trigger = of.component(9, 2);
        StringBuilder text = new StringBuilder("MSH").append(separator).append(String.join(separator,
                of.field(2), of.field(5), of.field(6), of.field(3), of.field(4), TIME.format(clock.instant()), "",
                trigger.isEmpty() ? "ACK" : "ACK" + component + trigger, UUID.randomUUID().toString().substring(0, 20),
                of.field(11).isEmpty() ? "P" : of.field(11), of.field(12).isEmpty() ? "2.5" : of.field(12)));
        if (!of.field(18).isEmpty()) {
            text.append(separator.repeat(6)).append(of.field(18));
        }
        text.append('\r').append(String.join(separator, "MSA", verdict.code(mode), of.controlId()));
        if (verdict != Verdict.ACCEPT) {
            String said = plain(reason, of);
            text.append(separator).append(said).append('\r').append(String.join(separator, "ERR", "", "",
                    Integer.toString(condition), "E", "", "", "", said));
        }
        return text.append('\r').toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** ASCII without delimiters, at most 200 characters: it must be readable in any charset and any version. */
    private static String plain(String reason, MessageHeader header) {
        StringBuilder plain = new StringBuilder();
        for (char character : reason.substring(0, Math.min(reason.length(), 200)).toCharArray()) {
            boolean delimiter = (header.field(1) + header.field(2)).indexOf(character) >= 0;
            plain.append(delimiter ? ' ' : character < ' ' || character > '~' ? '?' : character);
        }
        return plain.toString();
    }
}
