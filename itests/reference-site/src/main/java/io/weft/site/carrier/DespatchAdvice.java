package io.weft.site.carrier;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * One DESADV D.96A of one SSCC with one lot, in the shipper's local time.
 *
 * @param number   despatch advice, and control reference of the interchange (UNB 0020): at most 14 characters
 * @param order    purchase order
 * @param shipper  GLN of who sells; {@code from} the GLN of where it leaves
 * @param carrier  GLN
 * @param buyer    GLN
 * @param delivery GLN of the place of delivery
 * @param sscc     18 digits
 * @param gtin     14 digits
 * @param amount   kilograms, with a decimal point
 * @param expiry   yyyyMMdd
 */
public record DespatchAdvice(String number, String order, String shipper, String from, String carrier, String buyer,
        String delivery, String sscc, String gtin, String lot, String amount, String expiry) {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** @param packed when the goods were packed and despatched; collected half an hour later */
    public byte[] interchange(Instant packed) {
        List<String> message = List.of(
                "BGM+351+" + number + "+9", "DTM+137:" + time(packed) + ":203", "DTM+11:" + time(packed) + ":203",
                "DTM+200:" + time(packed.plusSeconds(1800)) + ":203", "RFF+ON:" + order,
                "NAD+SU+" + shipper + "::9", "NAD+SH+" + from + "::9", "NAD+CA+" + carrier + "::9",
                "NAD+BY+" + buyer + "::9", "NAD+DP+" + delivery + "::9",
                "CPS+1", "PAC+1++201", "CPS+2+1", "PAC+1++201", "PCI+33E", "GIN+BJ+" + sscc,
                "LIN+1++" + gtin + ":SRV", "QTY+12:" + amount + ":KGM", "GIN+BX+" + lot, "DTM+361:" + expiry + ":102",
                "CNT+2:1");
        StringBuilder text = new StringBuilder("UNA:+.? '");
        text.append("UNB+UNOC:3+").append(shipper).append(":14+").append(buyer).append(":14+")
                .append(format("uuMMdd:HHmm", packed)).append("+" + number + "'UNH+M1+DESADV:D:96A:UN:EAN005'");
        message.forEach(segment -> text.append(segment).append("'"));
        text.append("UNT+").append(message.size() + 2).append("+M1'UNZ+1+").append(number).append("'");
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String time(Instant at) {
        return format("uuuuMMddHHmm", at);
    }

    private static String format(String pattern, Instant at) {
        return DateTimeFormatter.ofPattern(pattern).format(at.atZone(ZONE));
    }
}
