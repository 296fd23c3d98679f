package io.weft.bench.documents;

import io.weft.bench.hub.OrderCodes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A purchase order of eight lines as the ERP's XML port writes it (ORDERS05), about 2.7 kB; made once, then numbered. */
public final class OrderDocument {

    private static final String DOCUMENT = "%016d";
    private static final String ORDER = "45%08d";

    private final byte[] template;
    private final int documentAt;
    private final int orderAt;

    public OrderDocument() {
        String text = text(0);
        this.template = text.getBytes(StandardCharsets.US_ASCII);
        this.documentAt = text.indexOf("<DOCNUM>") + "<DOCNUM>".length();
        this.orderAt = text.indexOf("<BELNR>") + "<BELNR>".length();
    }

    /** Document number of the n-th order: the identity of its message. */
    public static String documentNumber(long n) {
        return String.format(Locale.ROOT, DOCUMENT, n);
    }

    /** Order number of the n-th order; people search by it. */
    public static String orderNumber(long n) {
        return String.format(Locale.ROOT, ORDER, n % 100_000_000);
    }

    /** A document of the caller's own. */
    public byte[] numbered(long n) {
        byte[] document = template.clone();
        number(document, n);
        return document;
    }

    /** Writes another number into a document that {@link #numbered} made. */
    public void number(byte[] document, long n) {
        digits(document, documentAt, 16, n);
        digits(document, orderAt + 2, 8, n % 100_000_000);
    }

    private static void digits(byte[] text, int at, int length, long number) {
        long rest = number;
        for (int i = at + length - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static String text(long n) {
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < OrderCodes.LINES; line++) {
            lines.append("""
                        <E1EDP01 SEGMENT="1">
                          <POSEX>%06d</POSEX><MENGE>%d.500</MENGE><MENEE>KG</MENEE><WERKS>1100</WERKS>
                          <E1EDP19 SEGMENT="1"><QUALF>001</QUALF><IDTNR>%018d</IDTNR></E1EDP19>
                        </E1EDP01>
                    """.formatted(10 * (line + 1), 120 + line, Long.parseLong(OrderCodes.material(line))));
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <ORDERS05>
                  <IDOC BEGIN="1">
                    <EDI_DC40 SEGMENT="1">
                      <TABNAM>EDI_DC40</TABNAM><MANDT>100</MANDT><DOCNUM>%s</DOCNUM><DIRECT>1</DIRECT>
                      <IDOCTYP>ORDERS05</IDOCTYP><MESTYP>ORDERS</MESTYP>
                      <SNDPOR>SAPERP</SNDPOR><SNDPRT>LS</SNDPRT><SNDPRN>ERPCLNT100</SNDPRN>
                      <RCVPOR>WEFT</RCVPOR><RCVPRT>LS</RCVPRT><RCVPRN>WEFT</RCVPRN>
                      <CREDAT>20260216</CREDAT><CRETIM>083105</CRETIM>
                    </EDI_DC40>
                    <E1EDK01 SEGMENT="1"><CURCY>EUR</CURCY><BSART>NB</BSART><BELNR>%s</BELNR></E1EDK01>
                    <E1EDK03 SEGMENT="1"><IDDAT>012</IDDAT><DATUM>20260216</DATUM><UZEIT>083000</UZEIT></E1EDK03>
                    <E1EDKA1 SEGMENT="1"><PARVW>AG</PARVW><PARTN>0000001000</PARTN></E1EDKA1>
                    <E1EDKA1 SEGMENT="1"><PARVW>LF</PARVW><PARTN>0000200017</PARTN></E1EDKA1>
                    <E1EDKA1 SEGMENT="1"><PARVW>WE</PARVW><PARTN>0000001100</PARTN></E1EDKA1>
                %s  </IDOC>
                </ORDERS05>
                """.formatted(documentNumber(n), orderNumber(n), lines);
    }
}
