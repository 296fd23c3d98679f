package io.weft.site.lims;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * ORU^R01 of HL7 v2.5 about one order on one sample of a lot, with the offset in each time.
 *
 * @param order    filler order number (OBR-3)
 * @param sample   number that the laboratory gave the sample (SPM-2)
 * @param lot      lot number, observation LOT of 99WEFT
 * @param material material number, observation MATERIAL of 99WEFT
 * @param sampled  when the sample was taken
 */
public record LabMessage(String order, String sample, String lot, String material, Instant sampled) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssxx").withZone(ZoneId.of("Europe/Berlin"));

    /** Numeric result, between limits. @param status OBX-11 and OBR-25: F, or C for a correction; flag of OBX-8 */
    public byte[] number(String controlId, String test, String value, String limits, String flag, String status,
            Instant measured, Instant told) {
        return message(controlId, status, told, List.of("OBX|1|NM|" + test + "^" + test + "^L||" + value
                + "|%^percent^UCUM|" + limits + "|" + flag + "|||" + status + "|||" + TIME.format(measured)));
    }

    /** A named person's decision on the lot. @param code RELEASED, REJECTED, RESTRICTED or QUARANTINED */
    public byte[] usageDecision(String controlId, String code, String person, String reason, Instant decided) {
        return message(controlId, "F", decided, List.of("OBX|1|CWE|DECISION^Usage decision^99WEFT||" + code
                + "||||||F|||" + TIME.format(decided) + "||" + person, "NTE|1||" + reason));
    }

    private byte[] message(String controlId, String status, Instant told, List<String> observations) {
        List<String> segments = List.of(
                "MSH|^~\\&|LIMS|QC|WEFT|SITE|" + TIME.format(told) + "||ORU^R01^ORU_R01|" + controlId + "|P|2.5",
                "OBR|1||" + order + "|RELEASE^Release tests^L|||" + TIME.format(sampled) + "|||||||||||||||"
                        + TIME.format(told) + "|||" + status,
                String.join("\r", observations),
                "SPM|1|^" + sample + "&QC|||||||||||||||" + TIME.format(sampled),
                "OBX|1|ST|LOT^Lot number^99WEFT||" + lot + "||||||F",
                "OBX|2|ST|MATERIAL^Material number^99WEFT||" + material + "||||||F");
        return (String.join("\r", segments) + "\r").getBytes(StandardCharsets.US_ASCII);
    }
}
