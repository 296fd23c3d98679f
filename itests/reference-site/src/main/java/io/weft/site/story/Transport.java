package io.weft.site.story;

import io.weft.site.carrier.CarrierFiles;
import io.weft.site.carrier.DespatchAdvice;
import io.weft.site.carrier.LoggerExport;
import io.weft.site.carrier.Telematics;
import io.weft.site.carrier.TelematicsBroker;
import io.weft.site.erp.Idocs;
import io.weft.site.wms.Epcis;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** From the master data to the dock: qualified supplier, purchase order, despatch advice, and twenty hours on the road. */
final class Transport {

    private static final int ROWS = 121;
    private static final int FIRST_WARM = 40;
    private static final int WARM = 4;

    private final Telling story;

    Transport(Telling story) {
        this.story = story;
    }

    static LocalDate expiry(Instant begin) {
        return LocalDate.ofInstant(begin, ZoneOffset.UTC).plusDays(700);
    }

    void masterDataAndOrder() throws IOException, InterruptedException {
        LocalDate today = LocalDate.ofInstant(story.begin(), ZoneOffset.UTC);
        story.mapped(story.site().erp().send("tx-0", Idocs.material(690001, LotStory.RECEIVED.material(), "Histidine", 730,
                story.hours(-720))), "material master");
        story.mapped(story.site().portal().qualified("qualification-1", Places.SUPPLIER_GLN, today.minusDays(300),
                today.plusDays(400), story.hours(-700)), "supplier qualification");
        story.mapped(story.site().portal().knows("batch-1", Places.SUPPLIER_GLN, Places.GTIN, LotStory.LOT,
                LotStory.SUPPLIER_BATCH, story.hours(1)), "supplier's number of the lot");
        story.mapped(story.site().erp().send("tx-1",
                Idocs.purchaseOrder(700001, LotStory.ORDER, LotStory.RECEIVED, story.begin())), "purchase order");
    }

    /** The files come over SFTP, what the vehicle tells over Kafka. */
    void onTheRoad() throws IOException, InterruptedException, TimeoutException {
        CarrierFiles files = story.site().carrierFiles();
        byte[] advice = files.put(CarrierFiles.INTERCHANGES, LotStory.NOTE + ".edi", new DespatchAdvice(LotStory.NOTE,
                LotStory.ORDER, Places.SUPPLIER_GLN, Places.SHIPPER_GLN, Places.CARRIER_GLN, Places.BUYER_GLN,
                Places.PLANT_GLN, Places.SSCC_DIGITS, Places.GTIN, LotStory.LOT, "25",
                DateTimeFormatter.BASIC_ISO_DATE.format(expiry(story.begin()))).interchange(story.hours(2)));
        LoggerExport logger = new LoggerExport("990000000731");
        for (int row = 0; row < ROWS; row++) {
            boolean warm = row >= FIRST_WARM && row < FIRST_WARM + WARM;
            logger.measured(story.hours(2), warm ? "9." + (row - FIRST_WARM + 1) : "5." + row % 5);
        }
        Telematics vehicle = new Telematics(Places.SSCC);
        TelematicsBroker broker = story.site().telematics();
        List<byte[]> records = List.of(
                tell(broker, vehicle.logger(logger.device(), "ADD", story.hours(2))),
                tell(broker, vehicle.position("48.1374", "11.5755", story.hours(6))),
                tell(broker, vehicle.shock("42.5", 12, story.hours(9))),
                tell(broker, vehicle.position("47.5596", "7.5886", story.hours(20))),
                tell(broker, vehicle.logger(logger.device(), "DELETE", story.hours(24.5))));
        byte[] export = files.put(CarrierFiles.LOGGERS, "990000000731.txt", logger.file(story.hours(23)));
        story.arrives("carrier", advice, "despatch advice");
        for (byte[] record : records) {
            story.arrives("carrier", record, "record of the telematics");
        }
        story.arrives("carrier", export, "logger's export");
    }

    private static byte[] tell(TelematicsBroker broker, Map<String, Object> event) throws IOException, InterruptedException {
        return broker.tell(Places.SSCC, Epcis.document(List.of(event)));
    }
}
