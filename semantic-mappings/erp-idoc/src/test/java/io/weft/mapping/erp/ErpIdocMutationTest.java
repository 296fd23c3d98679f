package io.weft.mapping.erp;

import io.weft.engine.CompiledMapping;
import io.weft.engine.EffectiveCodeLists;
import io.weft.engine.EngineInterpreter;
import io.weft.engine.Formats;
import io.weft.engine.InboundMapping;
import io.weft.engine.MappingCompiler;
import io.weft.engine.MappingFolder;
import io.weft.engine.MappingRefusedException;
import io.weft.engine.Serving;
import io.weft.engine.function.ModelUnits;
import io.weft.mapping.Decoder;
import io.weft.mapping.Interpreter;
import io.weft.tck.mutation.Followed;
import io.weft.tck.mutation.MappingMutationContract;
import io.weft.tck.mutation.Meaning;
import io.weft.tck.mutation.Syntax;
import io.weft.tck.mutation.XmlSyntax;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** Quantities, dates, lots and GTINs of damaged IDocs; what they mean is said here once more, by other means. */
class ErpIdocMutationTest {

    private static final String CONTROL = """
            <?xml version="1.0" encoding="UTF-8"?>
            <%1$s><IDOC BEGIN="1">
              <EDI_DC40 SEGMENT="1"><MANDT>371</MANDT><DOCNUM>0000000000801177</DOCNUM><IDOCTYP>%1$s</IDOCTYP>
                <MESTYP>%2$s</MESTYP><CREDAT>20260302</CREDAT><CRETIM>091542</CRETIM></EDI_DC40>
            """;
    private static final String RECEIPT = CONTROL.formatted("MBGMCR02", "MBGMCR") + """
              <E1MBGMCR SEGMENT="1">
                <E1BP2017_GM_HEAD_01 SEGMENT="1"><REF_DOC_NO>DN-70031</REF_DOC_NO></E1BP2017_GM_HEAD_01>
                <E1BP2017_GM_CODE SEGMENT="1"><GM_CODE>01</GM_CODE></E1BP2017_GM_CODE>
                <E1BP2017_GM_ITEM_CREATE SEGMENT="1">
                  <MATERIAL>000000000010004741</MATERIAL><PLANT>1100</PLANT><STGE_LOC>0001</STGE_LOC>
                  <BATCH>L2026-0815</BATCH><MOVE_TYPE>101</MOVE_TYPE><ENTRY_QNT>25.375</ENTRY_QNT><ENTRY_UOM>KG</ENTRY_UOM>
                  <VENDOR>0000200017</VENDOR><PO_NUMBER>4500000123</PO_NUMBER><PO_ITEM>00010</PO_ITEM>
                  <EXPIRYDATE>20270831</EXPIRYDATE>
                </E1BP2017_GM_ITEM_CREATE>
                <E1BP2017_GM_ITEM_CREATE SEGMENT="1">
                  <MATERIAL>000000000010004741</MATERIAL><EAN_UPC>4012345000023</EAN_UPC><PLANT>1100</PLANT>
                  <STGE_LOC>0001</STGE_LOC><BATCH>B/99</BATCH><MOVE_TYPE>101</MOVE_TYPE><ENTRY_QNT>48</ENTRY_QNT>
                  <ENTRY_UOM>ST</ENTRY_UOM><VENDOR>0000200017</VENDOR><PO_NUMBER>4500000666</PO_NUMBER>
                </E1BP2017_GM_ITEM_CREATE>
              </E1MBGMCR>
            </IDOC></MBGMCR02>
            """;
    private static final String ISSUE = CONTROL.formatted("MBGMCR02", "MBGMCR") + """
              <E1MBGMCR SEGMENT="1">
                <E1BP2017_GM_CODE SEGMENT="1"><GM_CODE>03</GM_CODE></E1BP2017_GM_CODE>
                <E1BP2017_GM_ITEM_CREATE SEGMENT="1">
                  <MATERIAL>000000000010004741</MATERIAL><PLANT>1100</PLANT><STGE_LOC>0001</STGE_LOC>
                  <BATCH>L2026-0815</BATCH><MOVE_TYPE>261</MOVE_TYPE><ENTRY_QNT>5.625</ENTRY_QNT><ENTRY_UOM>KG</ENTRY_UOM>
                  <ORDERID>000007754759</ORDERID>
                </E1BP2017_GM_ITEM_CREATE>
              </E1MBGMCR>
            </IDOC></MBGMCR02>
            """;
    private static final String ORDER = CONTROL.formatted("ORDERS05", "ORDERS") + """
              <E1EDK01 SEGMENT="1"><CURCY>EUR</CURCY><BELNR>4500000123</BELNR></E1EDK01>
              <E1EDK03 SEGMENT="1"><IDDAT>012</IDDAT><DATUM>20260216</DATUM><UZEIT>083000</UZEIT></E1EDK03>
              <E1EDKA1 SEGMENT="1"><PARVW>AG</PARVW><PARTN>0000001000</PARTN></E1EDKA1>
              <E1EDKA1 SEGMENT="1"><PARVW>LF</PARVW><PARTN>0000200017</PARTN></E1EDKA1>
              <E1EDKA1 SEGMENT="1"><PARVW>WE</PARVW><PARTN>0000001100</PARTN></E1EDKA1>
              <E1EDP01 SEGMENT="1"><POSEX>000070</POSEX><MENGE>96.25</MENGE><MENEE>KG</MENEE>
                <E1EDP19 SEGMENT="1"><QUALF>003</QUALF><IDTNR>4012345000023</IDTNR></E1EDP19></E1EDP01>
            </IDOC></ORDERS05>
            """;
    private static final Map<String, Map<String, String>> CODES = Map.of(
            "material", Map.of("10004741", "04012345000016"),
            "partner", Map.of("0000200017", "4012345000009", "0000001000", "9521321000001", "0000001100", "9521321000018"),
            "plant", Map.of("1100", "9521321000018"),
            "storage-location", Map.of("1100-0001", "9521321000025"),
            "purchaser", Map.of("1100", "9521321000001"));

    private abstract static class Mutated extends MappingMutationContract {

        private final Interpreter interpreter;
        private final String message;

        Mutated(String folder, String message) {
            this.interpreter = interpreting(folder);
            this.message = message;
        }

        @Override
        protected Interpreter interpreter() {
            return interpreter;
        }

        @Override
        protected Decoder decoder() {
            return Formats.standard().decoder("idoc-xml").orElseThrow();
        }

        @Override
        protected Syntax syntax() {
            return new XmlSyntax();
        }

        @Override
        protected byte[] message() {
            return message.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static Interpreter interpreting(String folder) {
        try {
            CompiledMapping mapping = new MappingCompiler(ModelUnits.ofClassPath(), EffectiveCodeLists.of(CODES),
                    Formats.standard()).compile(MappingFolder.read(Path.of("src/main/resources/mapping", folder)));
            Serving serving = Serving.of(Formats.standard(), List.of((InboundMapping) mapping), Map.of());
            return new EngineInterpreter(() -> serving);
        } catch (IOException | MappingRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nested
    class GoodsReceipt extends Mutated {
        GoodsReceipt() {
            super("goods-receipt", RECEIPT);
        }

        @Override
        protected List<Followed> followed() {
            String first = "E1MBGMCR[0].E1BP2017_GM_ITEM_CREATE[0].";
            String second = "E1MBGMCR[0].E1BP2017_GM_ITEM_CREATE[1].";
            return List.of(
                    Followed.of(first + "ENTRY_QNT", "[0].ENTRY_QNT", List.of("events[0].quantityList[0].quantity"),
                            ErpIdocMutationTest::keyQuantity).identifying("events[0].eventID"),
                    Followed.of(first + "BATCH", "[0].BATCH",
                            List.of("events[0].quantityList[0].epcClass", "events[1].quantityList[0].epcClass"),
                            value -> Meaning.lot("04012345000016", value)).identifying("events[0].eventID"),
                    Followed.of(first + "EXPIRYDATE", "[0].EXPIRYDATE", List.of("events[1].ilmd.cbvmda:itemExpirationDate"),
                            ErpIdocMutationTest::date),
                    Followed.of(second + "EAN_UPC", "[1].EAN_UPC", List.of("events[2].quantityList[0].epcClass"),
                            value -> Meaning.gtin(value).map(gtin -> "https://id.gs1.org/01/" + gtin + "/10/B%2F99")),
                    Followed.of(second + "ENTRY_QNT", "[1].ENTRY_QNT", List.of("events[2].quantityList[0].quantity"),
                            ErpIdocMutationTest::keyQuantity).identifying("events[2].eventID"));
        }
    }

    @Nested
    class GoodsIssue extends Mutated {
        GoodsIssue() {
            super("goods-issue", ISSUE);
        }

        @Override
        protected List<Followed> followed() {
            String item = "E1MBGMCR[0].E1BP2017_GM_ITEM_CREATE[0].";
            return List.of(
                    Followed.of(item + "ENTRY_QNT", "[0].ENTRY_QNT", List.of("events[0].inputQuantityList[0].quantity"),
                            ErpIdocMutationTest::moved),
                    Followed.of(item + "BATCH", "[0].BATCH", List.of("events[0].inputQuantityList[0].epcClass"),
                            value -> Meaning.lot("04012345000016", value)));
        }
    }

    @Nested
    class PurchaseOrder extends Mutated {
        PurchaseOrder() {
            super("purchase-order", ORDER);
        }

        @Override
        protected List<Followed> followed() {
            return List.of(
                    Followed.of("E1EDP01[0].MENGE", "[0].MENGE", List.of("events[0].quantityList[0].quantity"),
                            ErpIdocMutationTest::quantity),
                    Followed.of("E1EDP01[0].E1EDP19[0].IDTNR", "IDTNR", List.of("events[0].quantityList[0].epcClass"),
                            value -> Meaning.gtin(value).map(gtin -> "https://id.gs1.org/01/" + gtin)));
        }
    }

    /** The business key takes the quantity as it stands there, where only blanks may surround it. */
    private static Optional<Object> keyQuantity(Object value) {
        String text = (String) value;
        return text.trim().equals(text.replaceAll("^ +| +$", "")) ? moved(value) : Optional.empty();
    }

    /** The movement type says the direction. */
    private static Optional<Object> moved(Object value) {
        return quantity(value).filter(quantity -> ((BigDecimal) quantity).signum() > 0);
    }

    private static Optional<Object> quantity(Object value) {
        String text = ((String) value).trim();
        String digits = text.endsWith("-") || text.endsWith("+") ? text.substring(0, text.length() - 1).replaceAll(" +$", "") : text;
        Optional<Object> number = Meaning.number(digits);
        return text.endsWith("-") ? number.map(found -> ((BigDecimal) found).negate()) : number;
    }

    private static Optional<Object> date(Object value) {
        String text = ((String) value).trim();
        if (!text.matches("[0-9]{8}")) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.of(Integer.parseInt(text.substring(0, 4)), Integer.parseInt(text.substring(4, 6)),
                    Integer.parseInt(text.substring(6)));
            // before 1893 Berlin's clocks were 53 min 28 s ahead of Greenwich, which RFC 3339 cannot write
            return day.isBefore(LocalDate.of(1893, 4, 2)) ? Optional.empty() : Optional.of(day.toString());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
