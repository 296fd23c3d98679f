package io.weft.thread.postgres;

import io.weft.identity.ThreadKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A plant's three years, the same for the same number of events. A batch of product is made of two raw materials and of three
 * of 50 buffer lots that all batches share; what is delivered travels with a logger in one of 800 containers that come back, and
 * is stored in one of 20 rooms. More events are more batches: each buffer lot is used, and each container packed, more often.
 */
final class ScaleData {

    static final int BUFFER_LOTS = 50;
    static final int CONTAINERS = 800;
    static final int LOGGERS = 1_600;
    static final int ROOMS = 20;
    static final int SUPPLIERS = 40;
    static final int EVENTS_OF_A_BATCH = 29;

    private static final Instant BEGIN = Instant.parse("2023-01-01T00:00:00Z");
    private static final Duration SPAN = Duration.ofDays(3 * 365);
    private static final long MINUTE = 60_000_000L;
    private static final String GTIN = "https://id.gs1.org/01/";
    private static final String LINK = "https://weft.io/ns/id/";

    private static final String CARRIER = "https://id.gs1.org/414/" + withCheckDigit("952132199999");

    private final long batches;
    private final long begin = ScaleCopy.micros(BEGIN);
    private final long spacing;

    ScaleData(long events) {
        this.batches = Math.max(1, events / EVENTS_OF_A_BATCH);
        this.spacing = SPAN.toNanos() / 1_000 / batches;
    }

    long batches() {
        return batches;
    }

    /** What the data set is, in one line. */
    String told() {
        return batches + " batches in " + SPAN.toDays() + " days from " + BEGIN + ", " + BUFFER_LOTS + " shared buffer lots (each an input "
                + batches * 3 / BUFFER_LOTS + " times), " + CONTAINERS + " returnable containers (each packed "
                + batches * 3 / CONTAINERS + " times), " + LOGGERS + " loggers that travel, " + ROOMS + " rooms with 4 fixed sensors, "
                + SUPPLIERS + " suppliers with tiers 2 and 3";
    }

    /** Random lots of all kinds in the shares in which they are there, but for every twentieth, which is a buffer lot. */
    List<ThreadKey> lots(Random random, int count) {
        List<ThreadKey> lots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long batch = Math.floorMod(random.nextLong(), batches);
            lots.add(i % 20 == 0 ? buffer(random.nextInt(BUFFER_LOTS)) : switch (random.nextInt(4)) {
                case 0 -> raw(batch, 0);
                case 1 -> raw(batch, 1);
                case 2 -> intermediate(batch);
                default -> product(batch);
            });
        }
        return lots;
    }

    static ThreadKey raw(long batch, int which) {
        return new ThreadKey(gtin(300 + Math.floorMod(batch, 40L) + which * 100), "R" + which + "-" + batch);
    }

    static ThreadKey intermediate(long batch) {
        return new ThreadKey(gtin(200 + batch % 20), "I-" + batch);
    }

    static ThreadKey product(long batch) {
        return new ThreadKey(gtin(100 + batch % 20), "P-" + batch);
    }

    static ThreadKey buffer(int number) {
        return new ThreadKey(gtin(500 + number % 10), "B-" + number);
    }

    private static String gtin(long item) {
        return withCheckDigit("0952132" + String.format("%06d", item));
    }

    private static String withCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(digits.length() - 1 - i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return digits + (10 - sum % 10) % 10;
    }

    /** Two thirds of the containers bring, a third takes away; none is asked for again before it is back. */
    private static String container(boolean inbound, long trip) {
        int inboundContainers = CONTAINERS * 2 / 3;
        long container = inbound ? Math.floorMod(trip, (long) inboundContainers)
                : inboundContainers + Math.floorMod(trip, (long) CONTAINERS - inboundContainers);
        return container % 2 == 0 ? "https://id.gs1.org/00/" + withCheckDigit("09521321" + String.format("%09d", container))
                : "https://id.gs1.org/8003/" + withCheckDigit("0952132000009") + container;
    }

    private static String logger(boolean inbound, long trip) {
        int inboundLoggers = LOGGERS * 2 / 3;
        return logger(inbound ? Math.floorMod(trip, (long) inboundLoggers)
                : inboundLoggers + Math.floorMod(trip, (long) LOGGERS - inboundLoggers));
    }

    static String logger(long number) {
        return "https://id.gs1.org/8004/0952132LOG" + number;
    }

    private static String room(long number) {
        return "https://id.gs1.org/414/" + withCheckDigit("9521321" + String.format("%05d", Math.floorMod(number, (long) ROOMS)));
    }

    private static String party(int tier, long number) {
        return "https://id.gs1.org/417/" + withCheckDigit("9521" + tier + String.format("%07d", Math.floorMod(number, (long) SUPPLIERS)));
    }

    /** Of a sensor that never leaves its room. */
    static String sensor(int room, int number) {
        return "https://id.gs1.org/8004/0952132ROOM" + room + "-" + number;
    }

    /** Rooms, qualifications, calibrations, materials and the buffer lots; told first. */
    Telling common(ScaleTables tables) {
        Telling told = new Telling(tables, 0);
        for (int room = 0; room < ROOMS; room++) {
            for (int sensor = 0; sensor < 4; sensor++) {
                told.contains("AssociationEvent", begin, "ADD", room(room), sensor(room, sensor));
            }
        }
        for (int supplier = 0; supplier < SUPPLIERS; supplier++) {
            for (int tier = 1; tier <= 3; tier++) {
                told.qualification(party(tier, supplier), tier == 1 ? "" : party(tier - 1, supplier));
            }
        }
        for (int logger = 0; logger < LOGGERS; logger++) {
            told.statement("https://weft.io/ns/Device", logger(logger), 10, "");
        }
        for (int item = 100; item < 600; item++) {
            told.statement("urn:epcglobal:epcis:vtype:EPCClass", GTIN + gtin(item), 1, "");
        }
        for (int buffer = 0; buffer < BUFFER_LOTS; buffer++) {
            long at = begin + buffer * MINUTE;
            delivered(told, raw(-1 - buffer, 0), at, -1 - 2L * buffer, buffer, "urn:weft:po:buffer" + buffer);
            delivered(told, raw(-1 - buffer, 1), at, -2 - 2L * buffer, buffer, "urn:weft:po:buffer" + buffer);
            told.made(at + 900 * MINUTE, List.of(raw(-1 - buffer, 0), raw(-1 - buffer, 1)), buffer(buffer), "");
            for (int look = 0; look < 12; look++) {
                told.seen(at + (901 + look * 1_000L) * MINUTE, buffer(buffer), room(buffer), "storing", 12);
            }
        }
        return told;
    }

    /** One batch from its order to its despatch. */
    void batch(Telling told, long batch) {
        long at = begin + Duration.ofDays(30).toNanos() / 1_000 + batch * spacing;
        told.ordered(at - 9_000 * MINUTE, raw(batch, 0), "urn:weft:po:" + batch);
        delivered(told, raw(batch, 0), at, batch * 2, batch, "urn:weft:po:" + batch);
        delivered(told, raw(batch, 1), at + 5 * MINUTE, batch * 2 + 1, batch, "urn:weft:po:" + batch);
        List<ThreadKey> inputs = List.of(raw(batch, 0), raw(batch, 1), buffer((int) (batch % BUFFER_LOTS)),
                buffer((int) (batch * 7 % BUFFER_LOTS + 13) % BUFFER_LOTS));
        told.made(at + 3_000 * MINUTE, inputs, intermediate(batch), batch % 10 == 0 ? "urn:weft:transformation:" + batch : "");
        told.seen(at + 3_010 * MINUTE, intermediate(batch), room(batch), "storing", 12);
        told.seen(at + 3_400 * MINUTE, intermediate(batch), "", "inspecting", 11);
        told.made(at + 4_000 * MINUTE, List.of(intermediate(batch), buffer((int) (batch * 11 % BUFFER_LOTS))), product(batch), "");
        told.seen(at + 4_010 * MINUTE, product(batch), room(batch + 1), "storing", 12);
        told.seen(at + 4_900 * MINUTE, product(batch), "", "inspecting", 11);
        told.travels(at + 5_000 * MINUTE, product(batch), container(false, batch), logger(false, batch), room(batch + 2));
    }

    private static void delivered(Telling told, ThreadKey lot, long at, long trip, long supplier, String order) {
        told.travels(at, lot, container(true, trip), logger(true, trip), room(supplier + 3));
        told.received(at + 610 * MINUTE, lot, room(supplier), party(1, supplier), order);
        told.seen(at + 1_200 * MINUTE, lot, "", "inspecting", 11);
    }

    /** Tells events one after the other; each has the record number that follows. */
    static final class Telling {

        private final ScaleTables tables;
        private long record;

        Telling(ScaleTables tables, long firstRecord) {
            this.tables = tables;
            this.record = firstRecord;
        }

        long nextRecord() {
            return record;
        }

        private String id() {
            long mixed = ScaleTables.mix(record);
            String hex = ScaleTables.hex(mixed) + ScaleTables.hex(ScaleTables.mix(mixed));
            return "urn:uuid:" + hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                    + hex.substring(16, 20) + "-" + hex.substring(20);
        }

        /** @param before, after members that sort before {@code eventID} and after {@code eventTimeZoneOffset} */
        private String event(String type, long micros, int evidenceClass, String before, String after,
                List<ScaleTables.Key> keys, String location) {
            String id = id();
            String time = Instant.ofEpochSecond(micros / 1_000_000).toString();
            String body = "{" + before + "\"eventID\":\"" + id + "\",\"eventTime\":\"" + time
                    + "\",\"eventTimeZoneOffset\":\"+00:00\"," + after + "}";
            tables.event(record++, type, stored(type), id, micros, evidenceClass, body, keys, location);
            return id;
        }

        private static String stored(String type) {
            return type.equals("MasterData") ? "MASTER_DATA" : type.replace("Event", "").toUpperCase(java.util.Locale.ROOT);
        }

        void contains(String type, long micros, String action, String parent, String... children) {
            boolean lot = children.length > 0 && children[0].contains("/10/");
            List<ScaleTables.Key> keys = new ArrayList<>();
            StringBuilder before = new StringBuilder("\"action\":\"" + action + "\",");
            if (children.length > 0) {
                before.append(lot ? "\"childQuantityList\":[{\"epcClass\":\"" + children[0] + "\",\"quantity\":5,\"uom\":\"KGM\"}],"
                        : "\"childEPCs\":[\"" + children[0] + "\"],");
                keys.add(new ScaleTables.Key("CHILD", children[0]));
            }
            keys.add(new ScaleTables.Key("PARENT", parent));
            String id = event(type, micros, type.startsWith("Agg") ? 5 : 10, before.toString(),
                    "\"parentID\":\"" + parent + "\",\"type\":\"" + type + "\"", keys, "");
            tables.containment(id, parent, children.length > 0 ? children[0] : "", micros, stored(type), action);
        }

        void seen(long micros, ThreadKey lot, String location, String step, int evidenceClass) {
            String key = lot.canonical();
            List<ScaleTables.Key> keys = new ArrayList<>();
            String place = location.isEmpty() ? "" : "\"bizLocation\":{\"id\":\"" + location + "\"},";
            if (!location.isEmpty()) {
                keys.add(new ScaleTables.Key("LOCATION", location));
            }
            keys.add(new ScaleTables.Key("SUBJECT", key));
            event("ObjectEvent", micros, evidenceClass, "\"action\":\"OBSERVE\"," + place + "\"bizStep\":\"" + step + "\",",
                    "\"quantityList\":[" + quantity(key) + "],\"type\":\"ObjectEvent\"", keys, location);
        }

        void received(long micros, ThreadKey lot, String location, String supplier, String order) {
            String key = lot.canonical();
            String batch = LINK + "erp-batch/9521321000001/E" + lot.lot();
            String supplied = LINK + "supplier-lot/9521100000001/S" + lot.lot();
            String id = event("ObjectEvent", micros, 4, "\"action\":\"OBSERVE\",\"bizLocation\":{\"id\":\"" + location
                    + "\"},\"bizStep\":\"receiving\",\"bizTransactionList\":[{\"bizTransaction\":\"" + order + "\",\"type\":\"po\"}],",
                    "\"quantityList\":[" + quantity(key) + "],\"sourceList\":[{\"source\":\"" + supplier
                    + "\",\"type\":\"possessing_party\"}],\"type\":\"ObjectEvent\",\"weft:identityLinks\":["
                    + linked(supplied, "supplier-lot") + "," + linked(batch, "erp-batch") + "]",
                    List.of(new ScaleTables.Key("LOCATION", location), new ScaleTables.Key("TRANSACTION", order),
                            new ScaleTables.Key("SUBJECT", key), new ScaleTables.Key("SOURCE", supplier)), location);
            tables.link(supplied, key, micros, id, "supplier-lot", "S" + lot.lot());
            tables.link(batch, key, micros, id, "erp-batch", "E" + lot.lot());
            tables.lot(lot.lot(), key);
        }

        private static String linked(String alias, String kind) {
            return "{\"weft:alias\":\"" + alias + "\",\"weft:kind\":\"" + kind + "\"}";
        }

        private static String quantity(String key) {
            return "{\"epcClass\":\"" + key + "\",\"quantity\":5,\"uom\":\"KGM\"}";
        }

        /** @param joined transformationID if inputs and outputs are told apart, else empty */
        void made(long micros, List<ThreadKey> inputs, ThreadKey output, String joined) {
            List<ScaleTables.Key> in = inputs.stream().map(lot -> new ScaleTables.Key("INPUT", lot.canonical())).toList();
            ScaleTables.Key out = new ScaleTables.Key("OUTPUT", output.canonical());
            String inputList = "\"inputQuantityList\":[" + String.join(",", inputs.stream()
                    .map(lot -> quantity(lot.canonical())).toList()) + "],";
            String outputList = "\"outputQuantityList\":[" + quantity(output.canonical()) + "],";
            String step = "\"bizStep\":\"commissioning\",";
            if (joined.isEmpty()) {
                List<ScaleTables.Key> all = new ArrayList<>(in);
                all.add(out);
                event("TransformationEvent", micros, 4, step, inputList + outputList + "\"type\":\"TransformationEvent\"", all, "");
            } else {
                ScaleTables.Key id = new ScaleTables.Key("TRANSFORMATION", joined);
                List<ScaleTables.Key> all = new ArrayList<>(in);
                all.add(id);
                String end = "\"transformationID\":\"" + joined + "\",\"type\":\"TransformationEvent\"";
                event("TransformationEvent", micros, 4, step, inputList + end, all, "");
                event("TransformationEvent", micros + MINUTE, 4, step, outputList + end, List.of(out, id), "");
            }
            tables.lot(output.lot(), output.canonical());
        }

        void ordered(long micros, ThreadKey lot, String order) {
            String item = GTIN + lot.gtin();
            event("TransactionEvent", micros, 3, "\"action\":\"ADD\",\"bizTransactionList\":[{\"bizTransaction\":\"" + order
                    + "\",\"type\":\"po\"}],", "\"quantityList\":[" + quantity(item) + "],\"type\":\"TransactionEvent\"",
                    List.of(new ScaleTables.Key("TRANSACTION", order), new ScaleTables.Key("SUBJECT", item)), "");
        }

        /** Ten hours in a container with a logger on it. */
        void travels(long micros, ThreadKey lot, String container, String logger, String destination) {
            contains("AssociationEvent", micros, "ADD", container, logger);
            contains("AggregationEvent", micros + 10 * MINUTE, "ADD", container, lot.canonical());
            moved(micros + 20 * MINUTE, container, CARRIER, "shipping", 6);
            moved(micros + 580 * MINUTE, container, destination, "arriving", 7);
            contains("AggregationEvent", micros + 600 * MINUTE, "DELETE", container);
            contains("AssociationEvent", micros + 605 * MINUTE, "DELETE", container, logger);
        }

        private void moved(long micros, String container, String location, String step, int evidenceClass) {
            event("ObjectEvent", micros, evidenceClass, "\"action\":\"OBSERVE\",\"bizLocation\":{\"id\":\"" + location
                    + "\"},\"bizStep\":\"" + step + "\",\"epcList\":[\"" + container + "\"],", "\"type\":\"ObjectEvent\"",
                    List.of(new ScaleTables.Key("LOCATION", location), new ScaleTables.Key("SUBJECT", container)), location);
        }

        void qualification(String party, String supplies) {
            statement("urn:epcglobal:epcis:vtype:SourceDest", party, 2, supplies);
        }

        void statement(String vocabulary, String about, int evidenceClass, String supplies) {
            for (int year = 2023; year < 2026; year++) {
                Instant from = Instant.parse(year + "-01-01T00:00:00Z");
                Instant to = Instant.parse(year + 1 + "-01-01T00:00:00Z");
                String extension = supplies.isEmpty() ? "" : ",\"weft:qualification\":{\"weft:status\":\"approved\",\"weft:supplier\":\""
                        + about + "\",\"weft:supplies\":\"" + supplies + "\"}";
                String id = event("MasterData", ScaleCopy.micros(from), evidenceClass, "", "\"id\":\"" + about
                        + "\",\"type\":\"MasterData\",\"validFrom\":\"" + from + "\",\"validTo\":\"" + to
                        + "\",\"vocabulary\":\"" + vocabulary + "\"" + extension,
                        List.of(new ScaleTables.Key("SUBJECT", about)), "");
                tables.statement(about, vocabulary, from, to, supplies, id);
            }
        }
    }
}
