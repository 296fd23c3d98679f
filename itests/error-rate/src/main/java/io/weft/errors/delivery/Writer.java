package io.weft.errors.delivery;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes documents as their systems do: IDocs in XML (UTF-8), despatch advices in EDIFACT D.96A (UNOC, ISO 8859-1). */
public final class Writer {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT);
    private static final DateTimeFormatter PREPARED = DateTimeFormatter.ofPattern("uuMMdd:HHmm", Locale.ROOT);
    private static final int NAME_LENGTH = 35;

    private Writer() {
    }

    /** The charset in which such a document is right. */
    public static Charset charset(Document.Kind kind) {
        return kind == Document.Kind.DESPATCH ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    }

    public static String text(Document document) {
        return switch (document.kind()) {
            case ORDER -> order(document);
            case DESPATCH -> despatchAdvice(document);
            case RECEIPT -> receipt(document);
        };
    }

    private static String order(Document document) {
        Delivery delivery = document.delivery();
        return idoc("ORDERS05", "ORDERS", document.number(), document.at().plusMinutes(5), """
                <E1EDK01 SEGMENT="1"><CURCY>USD</CURCY><BSART>NB</BSART><BELNR>%s</BELNR></E1EDK01>
                <E1EDK03 SEGMENT="1"><IDDAT>012</IDDAT><DATUM>%s</DATUM><UZEIT>%s</UZEIT></E1EDK03>
                <E1EDKA1 SEGMENT="1"><PARVW>AG</PARVW><PARTN>%s</PARTN></E1EDKA1>
                <E1EDKA1 SEGMENT="1"><PARVW>LF</PARVW><PARTN>%s</PARTN><NAME1>%s</NAME1></E1EDKA1>
                <E1EDKA1 SEGMENT="1"><PARVW>WE</PARVW><PARTN>%s</PARTN><NAME1>%s</NAME1></E1EDKA1>
                <E1EDP01 SEGMENT="1"><POSEX>000010</POSEX><MENGE>%s</MENGE><MENEE>%s</MENEE><WERKS>%s</WERKS>
                <E1EDP19 SEGMENT="1"><QUALF>001</QUALF><IDTNR>%s</IDTNR></E1EDP19></E1EDP01>
                """.formatted(xml(delivery.order()), DAY.format(document.at()), TIME.format(document.at()), Buyer.NUMBER,
                delivery.vendor().number(), xml(delivery.vendor().name()), delivery.site().number(), xml(delivery.site().name()),
                document.quantity().setScale(3).toPlainString(), document.unit(), delivery.site().plant(), padded(document.item())));
    }

    private static String receipt(Document document) {
        Delivery delivery = document.delivery();
        return idoc("MBGMCR02", "MBGMCR", document.number(), document.at(), """
                <E1MBGMCR SEGMENT="1">
                <E1BP2017_GM_HEAD_01 SEGMENT="1"><PSTNG_DATE>%1$s</PSTNG_DATE><DOC_DATE>%1$s</DOC_DATE><REF_DOC_NO>%2$s</REF_DOC_NO></E1BP2017_GM_HEAD_01>
                <E1BP2017_GM_CODE SEGMENT="1"><GM_CODE>01</GM_CODE></E1BP2017_GM_CODE>
                <E1BP2017_GM_ITEM_CREATE SEGMENT="1"><MATERIAL>%3$s</MATERIAL><PLANT>%4$s</PLANT><STGE_LOC>%5$s</STGE_LOC><BATCH>%6$s</BATCH>
                <MOVE_TYPE>101</MOVE_TYPE><ENTRY_QNT>%7$s</ENTRY_QNT><ENTRY_UOM>%8$s</ENTRY_UOM><VENDOR>%9$s</VENDOR>
                <PO_NUMBER>%10$s</PO_NUMBER><PO_ITEM>00010</PO_ITEM><MVT_IND>B</MVT_IND><EXPIRYDATE>%11$s</EXPIRYDATE></E1BP2017_GM_ITEM_CREATE>
                </E1MBGMCR>
                """.formatted(DAY.format(document.at()), xml(delivery.note()), padded(document.item()), delivery.site().plant(),
                Buyer.STORE, xml(document.lot()), document.quantity().setScale(3).toPlainString(), document.unit(),
                delivery.vendor().number(), xml(delivery.order()), DAY.format(document.expiry())));
    }

    private static String idoc(String type, String message, int number, LocalDateTime created, String segments) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <%1$s><IDOC BEGIN="1">
                <EDI_DC40 SEGMENT="1"><TABNAM>EDI_DC40</TABNAM><MANDT>100</MANDT><DOCNUM>%2$s</DOCNUM><DIRECT>1</DIRECT>
                <IDOCTYP>%1$s</IDOCTYP><MESTYP>%3$s</MESTYP><SNDPOR>SAPERP</SNDPOR><SNDPRT>LS</SNDPRT><SNDPRN>ERPCLNT100</SNDPRN>
                <RCVPOR>WEFT</RCVPOR><RCVPRT>LS</RCVPRT><RCVPRN>WEFT</RCVPRN><CREDAT>%4$s</CREDAT><CRETIM>%5$s</CRETIM></EDI_DC40>
                %6$s</IDOC></%1$s>
                """.formatted(type, Gs1.digits(number, 16), message, DAY.format(created), TIME.format(created), segments);
    }

    private static String despatchAdvice(Document document) {
        Delivery delivery = document.delivery();
        List<String> segments = new ArrayList<>(List.of(
                "UNB+UNOC:3+" + delivery.vendor().gln() + ":14+" + Buyer.GLN + ":14+" + PREPARED.format(document.at().plusMinutes(10))
                        + "+" + document.number(),
                "UNH+1+DESADV:D:96A:UN:EAN005",
                "BGM+351+" + edi(delivery.note()) + "+9",
                "DTM+137:" + MINUTE.format(document.at()) + ":203",
                "DTM+11:" + MINUTE.format(document.at()) + ":203",
                "RFF+ON:" + edi(delivery.order()),
                "NAD+SU+" + delivery.vendor().gln() + "::9++" + name(delivery.vendor()),
                "NAD+BY+" + Buyer.GLN + "::9",
                "NAD+DP+" + delivery.site().gln() + "::9++" + name(delivery.site()),
                "CPS+1", "PAC+1++201", "CPS+2+1", "PAC+1++201", "PCI+33E",
                "GIN+BJ+" + delivery.sscc(),
                "LIN+1++" + document.item() + ":SRV",
                "QTY+12:" + document.quantity().toPlainString() + ":" + document.unit(),
                "GIN+BX+" + edi(document.lot()),
                "DTM+361:" + DAY.format(document.expiry()) + ":102",
                "CNT+2:1"));
        segments.add("UNT+" + segments.size() + "+1");
        segments.add("UNZ+1+" + document.number());
        return "UNA:+.? '\n" + String.join("'\n", segments) + "'\n";
    }

    /** A name as it stands in an interchange, which has 35 characters for it. */
    private static String name(Party party) {
        return edi(party.name().substring(0, Math.min(NAME_LENGTH, party.name().length())));
    }

    private static String edi(String text) {
        return text.replaceAll("[?'+:]", "?$0");
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String padded(String material) {
        return "0".repeat(Math.max(0, 18 - material.length())) + material;
    }
}
