package io.weft.site.erp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** IDocs as the ERP's XML port writes them: local time, trailing signs, numbers with leading zeros. */
public final class Idocs {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

    private Idocs() {
    }

    /**
     * One item of a goods movement.
     *
     * @param quantity as the ERP writes it, for example {@code 25.000}
     */
    public record Item(String material, String batch, String movementType, String quantity, String unit) {

        public Item withQuantity(String other) {
            return new Item(material, batch, movementType, other, unit);
        }

        public Item withUnit(String other) {
            return new Item(material, batch, movementType, quantity, other);
        }

        public Item withMaterial(String other) {
            return new Item(other, batch, movementType, quantity, unit);
        }

        public Item withBatch(String other) {
            return new Item(material, other, movementType, quantity, unit);
        }

        public Item withMovementType(String other) {
            return new Item(material, batch, other, quantity, unit);
        }
    }

    /** MATMAS05: shelf life in days, storage condition 02 and temperature condition 01 of the site's lists. */
    public static byte[] material(long document, String material, String text, int shelfLifeDays, Instant at) {
        return idoc(document, "MATMAS05", "MATMAS", at, """
                    <E1MARAM SEGMENT="1">
                      <MSGFN>004</MSGFN><MATNR>%s</MATNR><MEINS>KG</MEINS><RAUBE>02</RAUBE><TEMPB>01</TEMPB><MHDHB>%d</MHDHB>
                      <E1MAKTM SEGMENT="1"><SPRAS>E</SPRAS><MAKTX>%s</MAKTX></E1MAKTM>
                    </E1MARAM>
                """.formatted(material, shelfLifeDays, text));
    }

    /** ORDERS05. */
    public static byte[] purchaseOrder(long document, String order, Item item, Instant at) {
        return idoc(document, "ORDERS05", "ORDERS", at, """
                    <E1EDK01 SEGMENT="1"><CURCY>EUR</CURCY><BSART>NB</BSART><BELNR>%s</BELNR></E1EDK01>
                    <E1EDK03 SEGMENT="1"><IDDAT>012</IDDAT><DATUM>%s</DATUM><UZEIT>%s</UZEIT></E1EDK03>
                    <E1EDKA1 SEGMENT="1"><PARVW>AG</PARVW><PARTN>0000001000</PARTN></E1EDKA1>
                    <E1EDKA1 SEGMENT="1"><PARVW>LF</PARVW><PARTN>0000200017</PARTN></E1EDKA1>
                    <E1EDKA1 SEGMENT="1"><PARVW>WE</PARVW><PARTN>0000001100</PARTN></E1EDKA1>
                    <E1EDP01 SEGMENT="1">
                      <POSEX>000010</POSEX><MENGE>%s</MENGE><MENEE>%s</MENEE><WERKS>1100</WERKS>
                      <E1EDP19 SEGMENT="1"><QUALF>001</QUALF><IDTNR>%s</IDTNR></E1EDP19>
                    </E1EDP01>
                """.formatted(order, date(at), time(at), item.quantity(), item.unit(), item.material()));
    }

    /** MBGMCR02, goods receipt for a purchase order. */
    public static byte[] goodsReceipt(long document, String deliveryNote, String order, Item item, Instant at) {
        return goodsMovement(document, "01", deliveryNote, item, "", vendorAndOrder(order), at);
    }

    /** MBGMCR02, goods receipt as it was posted under a number of the ERP's own. */
    public static byte[] postedReceipt(long document, MaterialDocument posted, String deliveryNote, String order, Item item,
            Instant at) {
        return goodsMovement(document, "01", deliveryNote, item, posted.header(), vendorAndOrder(order), at);
    }

    /** MBGMCR02, movement 102: the receipt was none. */
    public static byte[] reversedReceipt(long document, MaterialDocument reversed, String deliveryNote, String order,
            Item item, Instant at) {
        return goodsMovement(document, "01", deliveryNote, item.withMovementType("102"), "",
                vendorAndOrder(order) + reversed.reference(), at);
    }

    /** Number and year under which the ERP posted a movement of one item. */
    public record MaterialDocument(String number, int year) {

        private String header() {
            return """
                    <E1BP2017_GM_HEAD_RET SEGMENT="1">
                            <MAT_DOC>%s</MAT_DOC><DOC_YEAR>%d</DOC_YEAR>
                          </E1BP2017_GM_HEAD_RET>
                    """.formatted(number, year);
        }

        private String reference() {
            return "<REF_DOC_YR>" + year + "</REF_DOC_YR><REF_DOC>" + number + "</REF_DOC><REF_DOC_IT>0001</REF_DOC_IT>";
        }
    }

    private static String vendorAndOrder(String order) {
        return "<VENDOR>0000200017</VENDOR><PO_NUMBER>" + order + "</PO_NUMBER><PO_ITEM>00010</PO_ITEM>";
    }

    /** MBGMCR02, goods issue to a production order. */
    public static byte[] goodsIssue(long document, String productionOrder, Item item, Instant at) {
        return goodsMovement(document, "03", "", item, "", "<ORDERID>" + productionOrder + "</ORDERID>", at);
    }

    /** An IDoc of a type that the site never agreed on with the hub. */
    public static byte[] ofUnknownType(long document, Instant at) {
        return idoc(document, "ZSITE01", "ZSITE", at, "<Z1SITE SEGMENT=\"1\"><NOTE>?</NOTE></Z1SITE>\n");
    }

    private static byte[] goodsMovement(long document, String code, String deliveryNote, Item item, String posted,
            String reference, Instant at) {
        return idoc(document, "MBGMCR02", "MBGMCR", at, """
                    <E1MBGMCR SEGMENT="1">%10$s
                      <E1BP2017_GM_HEAD_01 SEGMENT="1">
                        <PSTNG_DATE>%1$s</PSTNG_DATE><DOC_DATE>%1$s</DOC_DATE><REF_DOC_NO>%2$s</REF_DOC_NO>
                      </E1BP2017_GM_HEAD_01>
                      <E1BP2017_GM_CODE SEGMENT="1"><GM_CODE>%3$s</GM_CODE></E1BP2017_GM_CODE>
                      <E1BP2017_GM_ITEM_CREATE SEGMENT="1">
                        <MATERIAL>%4$s</MATERIAL><PLANT>1100</PLANT><STGE_LOC>0001</STGE_LOC><BATCH>%5$s</BATCH>
                        <MOVE_TYPE>%6$s</MOVE_TYPE><ENTRY_QNT>%7$s</ENTRY_QNT><ENTRY_UOM>%8$s</ENTRY_UOM>
                        %9$s
                      </E1BP2017_GM_ITEM_CREATE>
                    </E1MBGMCR>
                """.formatted(date(at), deliveryNote, code, item.material(), item.batch(), item.movementType(),
                item.quantity(), item.unit(), reference, posted));
    }

    private static byte[] idoc(long document, String type, String messageType, Instant at, String segments) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <%1$s>
                  <IDOC BEGIN="1">
                    <EDI_DC40 SEGMENT="1">
                      <TABNAM>EDI_DC40</TABNAM><MANDT>100</MANDT><DOCNUM>%2$016d</DOCNUM><DIRECT>1</DIRECT>
                      <IDOCTYP>%1$s</IDOCTYP><MESTYP>%3$s</MESTYP>
                      <SNDPOR>SAPERP</SNDPOR><SNDPRT>LS</SNDPRT><SNDPRN>ERPCLNT100</SNDPRN>
                      <RCVPOR>WEFT</RCVPOR><RCVPRT>LS</RCVPRT><RCVPRN>WEFT</RCVPRN>
                      <CREDAT>%4$s</CREDAT><CRETIM>%5$s</CRETIM>
                    </EDI_DC40>
                %6$s  </IDOC>
                </%1$s>
                """.formatted(type, document, messageType, date(at), time(at), segments).getBytes(StandardCharsets.UTF_8);
    }

    private static String date(Instant at) {
        return ZonedDateTime.ofInstant(at, ZONE).format(DATE);
    }

    private static String time(Instant at) {
        return ZonedDateTime.ofInstant(at, ZONE).format(TIME);
    }
}
