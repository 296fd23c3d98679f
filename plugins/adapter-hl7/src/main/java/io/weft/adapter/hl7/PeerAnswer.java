package io.weft.adapter.hl7;

import io.weft.delivery.DeliveryAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An acknowledgement that a peer sent.
 *
 * @param code      MSA-1
 * @param about     MSA-2
 * @param own       the acknowledgement's own MSH-10
 * @param condition ERR-3's code, or before v2.5 that of ERR-1 or MSA-6 (HL7 table 0357); empty if there is none
 * @param reason    the first words that the peer gives
 */
record PeerAnswer(String code, String about, String own, String condition, String reason) {

    /** Unsupported message type, event, processing id and version: repeating the message does not help. */
    private static final Set<String> LASTING = Set.of("200", "201", "202", "203");

    /** @throws IllegalArgumentException if it is no acknowledgement */
    static PeerAnswer of(byte[] message) {
        MessageHeader header = MessageHeader.of(message)
                .orElseThrow(() -> new IllegalArgumentException("an answer must begin with MSH"));
        Pattern separator = Pattern.compile(header.field(1), Pattern.LITERAL);
        String[] acknowledged = new String[0];
        String[] error = new String[0];
        for (String segment : new String(message, StandardCharsets.ISO_8859_1).split("[\r\n]+")) {
            String[] fields = separator.split(segment, -1);
            if (fields[0].equals("MSA")) {
                acknowledged = fields;
            } else if (fields[0].equals("ERR") && error.length == 0) {
                error = fields;
            }
        }
        if (acknowledged.length < 3) {
            throw new IllegalArgumentException("an answer must have MSA-1 and MSA-2");
        }
        String condition = first(at(error, 3), header);
        if (condition.isEmpty()) {
            condition = first(at(acknowledged, 6), header);
        }
        String reason = at(acknowledged, 3).isEmpty() ? at(error, 8) : at(acknowledged, 3);
        return new PeerAnswer(acknowledged[1], acknowledged[2], header.controlId(), condition, reason);
    }

    private static String at(String[] fields, int number) {
        return number < fields.length ? fields[number] : "";
    }

    private static String first(String field, MessageHeader header) {
        String component = header.field(2).substring(0, Math.min(1, header.field(2).length()));
        int end = component.isEmpty() ? -1 : field.indexOf(component);
        return end < 0 ? field : field.substring(0, end);
    }

    /** The peer has the message safe, and its application's answer may follow. */
    boolean isAccept() {
        return code.equals("CA");
    }

    DeliveryAnswer meaning() {
        String said = (code + " " + condition + " " + reason).replaceAll(" +", " ").strip();
        return switch (code) {
            case "AA", "CA" -> new DeliveryAnswer.Accepted(own);
            case "AE", "CE" -> new DeliveryAnswer.Refused(said);
            case "AR", "CR" -> LASTING.contains(condition) ? new DeliveryAnswer.Refused(said)
                    : new DeliveryAnswer.Unanswered(said);
            default -> new DeliveryAnswer.Unanswered("MSA-1 '" + code + "' is no acknowledgement code of HL7 table 0008");
        };
    }
}
